package dev.planstack.web.license;

import dev.planstack.application.license.ApplicationView;
import dev.planstack.application.license.LicenseDocuments;
import dev.planstack.application.license.LicenseOrderView;
import dev.planstack.application.license.SdkCoverage;
import dev.planstack.domain.account.Transaction;
import dev.planstack.domain.license.Interval;
import dev.planstack.domain.license.LicenseDocument;
import dev.planstack.domain.license.LicenseOrder;
import dev.planstack.domain.license.LicenseRenewal;
import dev.planstack.domain.license.LicenseVerdict;
import dev.planstack.domain.license.LicensedSdk;
import dev.planstack.domain.license.RenewalQuote;
import dev.planstack.domain.shared.Refusal;
import dev.planstack.web.shared.JsonMapping;
import dev.planstack.web.shared.Problem;
import dev.planstack.web.shared.Refused;
import java.util.Optional;
import org.mapstruct.BeanMapping;
import org.mapstruct.Mapper;
import org.mapstruct.Mapping;
import org.mapstruct.factory.Mappers;

@Mapper(
        config = JsonMapping.class,
        uses = LicenseCodes.class,
        imports = {LicenseCodes.class, Transaction.class})
interface LicenseMapper {

    LicenseMapper INSTANCE = Mappers.getMapper(LicenseMapper.class);

    LicenseOfferingJson.Sdk json(LicensedSdk sdk);

    ApplicationJson.IntervalJson json(Interval interval);

    ApplicationJson.CoverageJson json(SdkCoverage coverage);

    @BeanMapping(ignoreUnmappedSourceProperties = {"document", "key"})
    @Mapping(target = "iss", source = "issuer")
    @Mapping(target = "sub", source = "document")
    @Mapping(target = "iat", source = "issuedAt")
    @Mapping(target = "exp", source = "expiresAt")
    @Mapping(target = "rev", source = "document.revision")
    @Mapping(target = "packageName", source = "document.application.identities.packageName")
    @Mapping(target = "bundleId", source = "document.application.identities.bundleId")
    @Mapping(target = "domain", source = "document.application.identities.domain")
    @Mapping(target = "licenses", source = "document.grants")
    LicenseClaimsJson claims(LicenseDocuments.Issued issued);

    @BeanMapping(ignoreUnmappedSourceProperties = "sdk")
    @Mapping(target = "sdk", source = "sdk.sdk")
    @Mapping(target = "edition", source = "sdk.edition")
    @Mapping(target = "exp", source = "expiresAt")
    LicenseClaimsJson.LicenseJson claim(LicenseDocument.Grant grant);

    @BeanMapping(ignoreUnmappedSourceProperties = "application")
    @Mapping(target = "id", source = "application.id")
    @Mapping(target = "name", source = "application.name")
    @Mapping(target = "packageName", source = "application.identities.packageName")
    @Mapping(target = "bundleId", source = "application.identities.bundleId")
    @Mapping(target = "domain", source = "application.identities.domain")
    @Mapping(target = "licenseKey", source = "application.licenseKey")
    ApplicationJson json(ApplicationView view);

    @BeanMapping(ignoreUnmappedSourceProperties = {"order", "expired", "nextAttemptAt"})
    @Mapping(target = "id", source = "order.id")
    @Mapping(target = "instanceId", source = "order.instanceId")
    @Mapping(target = "account", source = "order.id.account")
    @Mapping(target = "offering", source = "order.offering")
    @Mapping(target = "application", source = "order.application")
    @Mapping(target = "sdks", source = "order.sdks")
    @Mapping(target = "term", source = "order.term")
    @Mapping(target = "startsAt", source = "order.startsAt")
    @Mapping(target = "expiresAt", expression = "java(Wire.text(view.order().expiresAt()))")
    @Mapping(target = "status", expression = "java(view.expired() ? \"expired\" : \"active\")")
    @Mapping(target = "autoRenewal", expression = "java(autoRenewal(view))")
    @Mapping(target = "renewals", source = "order.renewals")
    LicenseOrderJson json(LicenseOrderView view);

    @BeanMapping(ignoreUnmappedSourceProperties = {"order", "expired"})
    @Mapping(target = "mode", source = "order.autoRenewal.mode")
    @Mapping(target = "term", source = "order.autoRenewal.term")
    LicenseOrderJson.AutoRenewalJson autoRenewal(LicenseOrderView view);

    @BeanMapping(ignoreUnmappedSourceProperties = {"startsAt", "transaction"})
    @Mapping(target = "transaction", expression = "java(Transaction.idOf(renewal.transaction()))")
    LicenseOrderJson.RenewalJson json(LicenseRenewal renewal);

    @BeanMapping(ignoreUnmappedSourceProperties = "refusal")
    @Mapping(target = "valid", expression = "java(verdict.refusal().isEmpty())")
    @Mapping(target = "reason", source = "refusal")
    LicenseVerdictJson json(LicenseVerdict verdict);

    /** A quote, with the way that works where renewal does not (rule L7). */
    default RenewalQuoteJson json(RenewalQuote quote) {
        LicenseOrder order = quote.order();
        Optional<Problem> problem = quote.refusal()
                .map(refusal -> Refused.problem(
                        refusal, Optional.of(order.id().account().value())));
        return new RenewalQuoteJson(
                order.id().value(),
                LicenseCodes.instanceOrNull(order.instanceId()),
                order.sdks().stream().map(this::json).toList(),
                quote.term().toString(),
                order.expiresAt().toString(),
                quote.renewal().map(offer -> offer.newExpiresAt().toString()).orElse(null),
                quote.renewal().map(offer -> offer.amount().toString()).orElse(null),
                quote.renewal()
                        .map(offer -> offer.amount().currency().getCurrencyCode())
                        .orElse(null),
                quote.refusal().isEmpty(),
                quote.refusal().map(refusal -> refusal.reason().code()).orElse(null),
                quote.refusal().map(Refusal::detail).orElse(null),
                problem.flatMap(Problem::resolution).orElse(null));
    }
}
