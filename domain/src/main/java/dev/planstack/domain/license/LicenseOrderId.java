package dev.planstack.domain.license;

import dev.planstack.domain.account.AccountId;
import dev.planstack.domain.shared.Identifiers;
import dev.planstack.domain.shared.Parsed;
import java.util.Comparator;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names a license order among all of all accounts. Given by Planstack; it tells its account, so that an order is found where
 * its account is kept.
 *
 * @param account whose order it is
 * @param number the place among the account's orders, counted from 1
 */
public record LicenseOrderId(AccountId account, long number) implements Comparable<LicenseOrderId> {

    private static final Comparator<LicenseOrderId> ORDER =
            Comparator.comparing(LicenseOrderId::value, Identifiers.BY_CODE_POINT);

    // the account's id may hold anything that looks like a number of an order: what stands last counts
    private static final Pattern TEXT = Pattern.compile("(.*)\\.order-(\\d{9}|[1-9]\\d{9,17})");

    /** Reads an id such as {@code acme.order-000000001}. */
    public static Parsed<LicenseOrderId> parse(String text) {
        Matcher parts = TEXT.matcher(text);
        return parts.matches()
                ? AccountId.parse(parts.group(1))
                        .map(account -> new LicenseOrderId(account, Long.parseLong(parts.group(2))))
                : Parsed.fault("must be the id of a license order, such as \"acme.order-000000001\"");
    }

    /** The text of the id: {@code acme.order-000000001}. */
    public String value() {
        return account.value() + String.format(Locale.ROOT, ".order-%09d", number);
    }

    @Override
    public int compareTo(LicenseOrderId other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return value();
    }
}
