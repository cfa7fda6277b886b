package dev.planstack.web.license;

import dev.planstack.domain.license.LicenseOffering;
import dev.planstack.domain.license.LicensedSdk;
import dev.planstack.domain.shared.Money;
import dev.planstack.domain.shared.Term;
import dev.planstack.web.shared.JsonMapping;
import dev.planstack.web.shared.Prices;
import java.util.Currency;
import java.util.Map;
import org.mapstruct.Mapper;
import org.mapstruct.factory.Mappers;

@Mapper(config = JsonMapping.class, uses = Prices.class)
interface LicenseOfferingMapper {

    LicenseOfferingMapper INSTANCE = Mappers.getMapper(LicenseOfferingMapper.class);

    LicenseOfferingJson json(LicenseOffering offering);

    LicenseOfferingJson.Sdk sdk(LicensedSdk sdk);

    Map<String, Map<String, String>> prices(Map<Term, Map<Currency, Money>> prices);
}
