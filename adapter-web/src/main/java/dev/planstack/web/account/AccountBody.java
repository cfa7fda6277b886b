package dev.planstack.web.account;

import dev.planstack.domain.account.AccountSettings;
import dev.planstack.domain.account.Protection;
import dev.planstack.domain.meter.MeterCode;
import dev.planstack.domain.shared.Decimals;
import dev.planstack.domain.shared.Identifiers;
import dev.planstack.domain.shared.Money;
import dev.planstack.domain.shared.Parsed;
import dev.planstack.domain.shared.Term;
import dev.planstack.web.shared.Faults;
import dev.planstack.web.shared.Fields;
import dev.planstack.web.shared.Json;
import dev.planstack.web.shared.Value;
import java.util.Currency;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;

/** Reads what an operator says of an account. */
final class AccountBody {

    /** Stands in for a currency that could not be read, so that the amounts are looked at too. */
    private static final Currency ANY = Currency.getInstance("BHD");

    private AccountBody() {}

    static AccountSettings read(Json body, Faults faults) {
        Optional<AccountSettings> settings = Value.root(body, faults).object().flatMap(AccountBody::settings);
        faults.refuse();
        return settings.orElseThrow();
    }

    private static Optional<AccountSettings> settings(Fields f) {
        Optional<String> name = f.get("name").text(Identifiers::parsePrintable);
        Optional<Currency> given = f.get("currency").text(Money::parseCurrency);
        Currency currency = given.orElse(ANY);
        Function<String, Parsed<Money>> money = text -> Money.parse(text, currency);
        Money creditLimit = f.get("creditLimit").decimalOr(money, Money.zero(currency));
        Protection protection = f.get("protection")
                .objectOrEmpty()
                .map(p -> protection(p, money))
                .orElse(Protection.DEFAULT);
        Term releaseAfter = f.get("releaseAfter").textOr(Term::parseZeroOrMore, AccountSettings.DEFAULT_RELEASE_AFTER);
        SortedSet<MeterCode> hardStop = hardStop(f.get("hardStop"));
        Optional<Money> lowBalanceAlert = f.get("lowBalanceAlert").decimalOrNull(money);
        f.close();
        return name.flatMap(n -> given.map(
                c -> new AccountSettings(n, c, creditLimit, protection, releaseAfter, hardStop, lowBalanceAlert)));
    }

    private static Protection protection(Fields f, Function<String, Parsed<Money>> money) {
        Optional<Money> amount = f.get("amount").decimalOrNull(money);
        Term duration = f.get("duration").textOr(Term::parseZeroOrMore, Protection.DEFAULT.duration());
        f.close();
        return new Protection(amount, duration);
    }

    private static SortedSet<MeterCode> hardStop(Value value) {
        SortedSet<MeterCode> meters = new TreeSet<>();
        value.arrayOrEmpty()
                .forEach(item -> item.text(MeterCode::parse)
                        .filter(code -> !meters.add(code))
                        .ifPresent(twice -> item.fault("must be named once only")));
        return meters;
    }

    /** The text of an amount; whether it fits the currency is judged with the account at hand. */
    static Parsed<String> parseAmount(String text) {
        return Decimals.parse(text, Integer.MAX_VALUE).map(amount -> text);
    }
}
