package dev.planstack.domain.billing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.planstack.domain.account.Account;
import dev.planstack.domain.account.AccountId;
import dev.planstack.domain.account.AccountSettings;
import dev.planstack.domain.account.Transaction;
import dev.planstack.domain.account.TransactionType;
import dev.planstack.domain.license.Licensing;
import dev.planstack.domain.meter.Meter;
import dev.planstack.domain.meter.MeterCode;
import dev.planstack.domain.meter.Meters;
import dev.planstack.domain.meter.PriceList;
import dev.planstack.domain.shared.BillingCalendar;
import dev.planstack.domain.shared.Money;
import dev.planstack.domain.shared.Outcome;
import dev.planstack.domain.shared.Quantity;
import java.time.Instant;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The hashes are those of a few lines of Python that follow the description of {@link HashChain}. */
class HashChainTest {

    private static final AccountId ACME = new AccountId("acme");

    private static final UsageRecord FIRST =
            record("req-1", "0.25", "2026-01-31T10:30:00.5Z", "2026-01-31T10:30:01Z", "2026-01-31T10:00:00Z");

    private static final UsageRecord LARGE = record(
            "ü-😀",
            "123456789012345.123456789",
            "2026-01-31T10:30:00Z",
            "2026-01-31T13:30:00Z",
            "2026-01-31T12:00:00Z");

    private final HashChain chain = new HashChain(Link.start(ACME));

    private static UsageRecord record(String id, String quantity, String at, String received, String hour) {
        return new UsageRecord(
                new RecordId(id),
                new MeterCode("traffic.cn"),
                Quantity.of(quantity),
                Instant.parse(at),
                Instant.parse(received),
                Instant.parse(hour));
    }

    private static Transaction transaction(
            long number, TransactionType type, String amount, String after, String at, Optional<String> reference) {
        return new Transaction(
                number, type, Money.of(amount, "USD"), Money.of(after, "USD"), Instant.parse(at), reference);
    }

    @Test
    void a_stranger_computes_the_same_hashes() {
        assertThat(chain.head())
                .hasToString("Link[place=0, hash=822b33ad87c148a0a20a5ba7cd5ebcaa68d36a18e7aad165554903f52ca82757]");
        assertLink(chain.accepted(FIRST), 1, "add0c90e9f0120a4de798f9f47aa7b7c8335f4899940094f93f52b0893864c9d");
        assertLink(chain.accepted(LARGE), 2, "6da61d46c72cadde73f29dff57c332f8a99f90d9f3c41d9931f6fb3ec255da7c");
        assertLink(chain.voided(FIRST), 3, "3f4db3d4e78bf17cc30f8207960a7ae4a7c0260a344d3cb44c46fc7da454b4cf");
        Transaction topUp =
                transaction(1, TransactionType.TOP_UP, "100.00", "100.00", "2026-01-31T13:31:00Z", Optional.empty());
        assertLink(chain.posted(topUp), 4, "4157a2bdd856e7f0ff74909114ac5684e8d8b96241ed3caa41d8f2d295002cdb");
        Transaction bill = transaction(
                2,
                TransactionType.BILL,
                "-999999999999999.99",
                "-999999999999899.99",
                "2026-01-31T14:00:00Z",
                Optional.of("bill-20260131T100000Z"));
        assertLink(chain.posted(bill), 5, "7e706c13a8657a0259fecd28d99ece51a0b9cbf045aebde8b53e4be5373118f8");
    }

    private void assertLink(Chained<?> entry, long place, String hash) {
        assertThat(entry.link().place()).isEqualTo(place);
        assertThat(entry.link().hash()).hasToString(hash);
        assertThat(chain.head()).isEqualTo(entry.link());
    }

    @Test
    void equal_quantities_have_equal_hashes_however_they_were_written() {
        UsageRecord one = record("a", "1", "2026-01-31T10:30:00Z", "2026-01-31T10:30:00Z", "2026-01-31T10:00:00Z");
        UsageRecord same = record("a", "1.00", "2026-01-31T10:30:00Z", "2026-01-31T10:30:00Z", "2026-01-31T10:00:00Z");
        assertThat(new HashChain(Link.start(ACME)).accepted(same).link())
                .isEqualTo(chain.accepted(one).link());
    }

    @Test
    void a_quantity_finer_than_billionths_is_no_quantity_of_a_record() {
        UsageRecord fine =
                record("a", "0.0000000001", "2026-01-31T10:30:00Z", "2026-01-31T10:30:00Z", "2026-01-31T10:00:00Z");
        assertThatThrownBy(() -> chain.accepted(fine)).isInstanceOf(ArithmeticException.class);
    }

    @Test
    void accounts_with_the_same_entries_have_different_hashes() {
        HashChain other = new HashChain(Link.start(new AccountId("other")));
        assertThat(other.accepted(FIRST).link())
                .isNotEqualTo(chain.accepted(FIRST).link());
    }

    @Test
    void a_hash_is_read_back_from_its_bytes() {
        ChainHash hash = chain.accepted(FIRST).link().hash();
        assertThat(ChainHash.of(hash.bytes())).isEqualTo(hash);
        assertThatThrownBy(() -> ChainHash.of(new byte[31])).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_book_chains_what_it_accepts_voids_and_posts_and_goes_on_where_it_was_left() {
        BillingCalendar calendar = BillingCalendar.DEFAULT;
        Meters meters = Meters.of(Meter.of("traffic.cn", "GB", 9).priced("USD", PriceList.flat("0.04")));
        Instant now = FIRST.receivedAt();
        Account account = Account.open(ACME, AccountSettings.of("Acme", Currency.getInstance("USD")), now);
        AccountBook book = AccountBook.open(calendar, meters, Licensing.NONE, OpenRecords.NONE, account, now);
        assertThat(book.drainChanges().chain()).isEqualTo(Link.start(ACME));

        assertThat(book.accept(List.of(FIRST), now)).containsKey(FIRST.id());
        BookChanges accepted = book.drainChanges();
        assertDone(book.topUp(Money.of("5.00", "USD"), Optional.of("cash"), now));
        BookChanges posted = book.drainChanges();
        assertDone(book.voidRecord(FIRST, now));
        BookChanges voided = book.drainChanges();

        assertThat(accepted.accepted()).containsExactly(chain.accepted(FIRST));
        assertThat(posted.transactions())
                .containsExactly(chain.posted(posted.transactions().get(0).value()));
        assertThat(voided.voided()).containsExactly(chain.voided(FIRST));
        assertThat(voided.chain()).isEqualTo(chain.head());
    }

    private static void assertDone(Outcome<?> outcome) {
        assertThat(outcome.<Boolean>fold(done -> true, refusal -> false)).isTrue();
    }
}
