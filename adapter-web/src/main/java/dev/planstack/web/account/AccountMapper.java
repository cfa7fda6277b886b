package dev.planstack.web.account;

import dev.planstack.application.account.Access;
import dev.planstack.application.account.AccountView;
import dev.planstack.application.account.RecordedEvent;
import dev.planstack.domain.account.Protection;
import dev.planstack.domain.account.Transaction;
import dev.planstack.web.meter.MeterCodes;
import dev.planstack.web.shared.JsonMapping;
import org.mapstruct.BeanMapping;
import org.mapstruct.Mapper;
import org.mapstruct.Mapping;
import org.mapstruct.factory.Mappers;

@Mapper(
        config = JsonMapping.class,
        uses = {MeterCodes.class, AccountCodes.class})
interface AccountMapper {

    AccountMapper INSTANCE = Mappers.getMapper(AccountMapper.class);

    @BeanMapping(ignoreUnmappedSourceProperties = "account")
    @Mapping(target = "id", source = "account.id")
    @Mapping(target = "name", source = "account.settings.name")
    @Mapping(target = "currency", source = "account.settings.currency")
    @Mapping(target = "creditLimit", source = "account.settings.creditLimit")
    @Mapping(target = "protection", source = "account.settings.protection")
    @Mapping(target = "releaseAfter", source = "account.settings.releaseAfter")
    @Mapping(target = "hardStop", source = "account.settings.hardStop")
    @Mapping(target = "lowBalanceAlert", source = "account.settings.lowBalanceAlert")
    @Mapping(target = "state", expression = "java(AccountCodes.text(view.account().state()))")
    @Mapping(target = "balance", source = "account.balance")
    @Mapping(target = "overdueSince", source = "account.overdueSince")
    @Mapping(target = "suspendedAt", source = "account.suspendedAt")
    @Mapping(target = "releasedAt", source = "account.releasedAt")
    @Mapping(target = "createdAt", source = "account.createdAt")
    AccountJson json(AccountView view);

    AccountJson.ProtectionJson json(Protection protection);

    @BeanMapping(ignoreUnmappedSourceProperties = "number")
    @Mapping(target = "id", expression = "java(transaction.id())")
    TransactionJson json(Transaction transaction);

    @Mapping(target = "allowed", expression = "java(access.denied().isEmpty())")
    @Mapping(target = "reason", source = "denied")
    AccessJson json(Access access);

    @BeanMapping(ignoreUnmappedSourceProperties = "event")
    @Mapping(target = "type", source = "event.type")
    @Mapping(target = "at", source = "event.at")
    @Mapping(target = "data", source = "event.data")
    EventJson json(RecordedEvent event);

    @BeanMapping(ignoreUnmappedSourceProperties = {"event", "cursor"})
    @Mapping(target = "cursor", ignore = true)
    @Mapping(target = "type", source = "event.type")
    @Mapping(target = "at", source = "event.at")
    @Mapping(target = "data", source = "event.data")
    EventJson ofOneAccount(RecordedEvent event);
}
