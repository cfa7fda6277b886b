package dev.planstack.domain.license;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planstack.domain.account.AccountId;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The id of an order tells its account, whatever that is called. */
class LicenseOrderIdTest {

    @DisplayName("What stands last is the number; all before it is the account")
    @ParameterizedTest(name = "{0} number {1}: {2}")
    @CsvSource({
        "acme, 1, acme.order-000000001",
        "acme, 999999999, acme.order-999999999",
        "acme, 1000000000, acme.order-1000000000",
        "acme, 999999999999999999, acme.order-999999999999999999",
        // accounts named like an order, or like a part of one
        "acme.order-000000001, 2, acme.order-000000001.order-000000002",
        ".order-, 1, .order-.order-000000001",
        ".order-000000001, 7, .order-000000001.order-000000007",
        "order-000000001, 1, order-000000001.order-000000001",
        "acme.order, 1, acme.order.order-000000001",
        ".., 1, ...order-000000001",
        "0123456789012345678901234567890123456789012345678901234567890123, 1,"
                + " 0123456789012345678901234567890123456789012345678901234567890123.order-000000001",
    })
    void readsWhatItPrints(String account, long number, String text) {
        LicenseOrderId id = new LicenseOrderId(new AccountId(account), number);
        assertThat(id).hasToString(text);
        assertThat(LicenseOrderId.parse(text).orThrow()).isEqualTo(id);
    }

    @DisplayName("An order has one id only: no number is read in two spellings")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "acme",
                ".order-000000001",
                "acme.order-",
                "acme.order-1",
                "acme.order-00000001",
                "acme.order-0000000001",
                "acme.order-01000000000",
                "acme.order-1000000000000000000",
                "acme.order--00000001",
                "acme.order-+00000001",
                "acme.order-00000000a",
                "acme.order-٠٠٠٠٠٠٠٠١",
                "acme.ORDER-000000001",
                "acme-order-000000001",
                "acme.order-000000001 ",
                "acme.order-000000001\n",
                "ac\nme.order-000000001",
                "a b.order-000000001",
                "äcme.order-000000001",
                "01234567890123456789012345678901234567890123456789012345678901234.order-000000001",
            })
    void anythingElse(String text) {
        assertThat(LicenseOrderId.parse(text).<Boolean>fold(id -> true, fault -> false))
                .isFalse();
    }

    @Test
    @DisplayName("T5: by code point, so the orders of an account follow on each other")
    void order() {
        assertThat(LicenseOrderId.parse("a.order-000000010").orThrow())
                .isGreaterThan(LicenseOrderId.parse("a.order-000000009").orThrow())
                .isLessThan(LicenseOrderId.parse("b.order-000000001").orThrow())
                .isEqualByComparingTo(LicenseOrderId.parse("a.order-000000010").orThrow());
    }
}
