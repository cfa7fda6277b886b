package dev.planstack.persistence.account;

import dev.planstack.domain.account.Account;
import dev.planstack.persistence.shared.RowMapping;
import org.mapstruct.Mapper;
import org.mapstruct.Mapping;
import org.mapstruct.factory.Mappers;

/** Accounts to rows. */
@Mapper(config = RowMapping.class, uses = AccountColumns.class)
interface AccountRows {

    /** The mapper. */
    AccountRows MAPPER = Mappers.getMapper(AccountRows.class);

    /** An account's row. */
    @Mapping(target = "name", source = "settings.name")
    @Mapping(target = "currency", source = "settings.currency")
    @Mapping(target = "creditLimit", source = "settings.creditLimit")
    @Mapping(target = "protectionAmount", source = "settings.protection.amount")
    @Mapping(target = "protectionDuration", source = "settings.protection.duration")
    @Mapping(target = "releaseAfter", source = "settings.releaseAfter")
    @Mapping(target = "hardStop", source = "settings.hardStop")
    @Mapping(target = "lowBalanceAlert", source = "settings.lowBalanceAlert")
    AccountRow row(Account account);
}
