package dev.planstack.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planstack.application.apikey.ApiKey;
import dev.planstack.application.apikey.ApiKeyId;
import dev.planstack.application.shared.Idempotency;
import dev.planstack.application.shared.IdempotencyKeys.Remembered;
import dev.planstack.application.shared.Scope;
import dev.planstack.application.shared.ServiceState;
import dev.planstack.application.shared.Transactions.Transaction;
import dev.planstack.application.webhook.Progress;
import dev.planstack.application.webhook.Signing;
import dev.planstack.application.webhook.Webhook;
import dev.planstack.application.webhook.WebhookId;
import dev.planstack.application.webhook.WebhookSecret;
import dev.planstack.domain.account.AccountId;
import dev.planstack.domain.license.LicenseOrder;
import dev.planstack.domain.shared.BillingCalendar;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is kept is the same in every database: an export does not tell where it comes from, and moves anywhere. */
class SameExportsTest {

    private static final Idempotency.Key KEY = new Idempotency.Key("acme", "/v1/accounts/acme/top-ups", "k-1");
    private static final Remembered ANSWER = new Remembered("print", "{\"a\":\"ü\"}", Ports.START);

    @TempDir
    Path folder;

    private StorageLocation file(String name) {
        return new StorageLocation.InFile(folder.resolve(name));
    }

    private static StorageLocation server() {
        return PostgresDatabases.location(PostgresDatabases.fresh());
    }

    private static String export(StorageLocation from) throws IOException {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        WholeDatabase.at(from).exportTo(lines, OptionalLong.empty());
        return lines.toString(StandardCharsets.UTF_8);
    }

    private static StorageLocation filled(StorageLocation to, String export) throws IOException {
        WholeDatabase.at(to).importFrom(new ByteArrayInputStream(export.getBytes(StandardCharsets.UTF_8)));
        return to;
    }

    private static void commit(Ports ports, long changes, Runnable work) {
        try (Transaction transaction = ports.transactions().begin()) {
            work.run();
            assertThat(ports.states()
                            .advance(changes, true, Ports.START.plusSeconds(changes))
                            .commit())
                    .isNotNegative();
            transaction.commit();
        }
    }

    /** Something of every kind, and accounts that live by chance. */
    private static StorageLocation lived(StorageLocation location, long seed) {
        try (Ports ports = Ports.at(location, BillingCalendar.DEFAULT)) {
            commit(ports, 1, () -> {
                ports.meters().save(Samples.METERS.get(Samples.TRAFFIC));
                ports.meters().save(Samples.METERS.get(Samples.TRANSCODE));
                RandomBook.OFFERINGS.forEach(ports.planOfferings()::save);
                ports.licenseOfferings().save(Samples.SUITE);
                ports.webhooks()
                        .save(new Webhook(
                                new WebhookId("ledger"),
                                "https://example.com/",
                                List.of(),
                                Signing.with(new WebhookSecret("whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIz")),
                                1,
                                Progress.at("0.0")));
                ports.keys().save(KEY, ANSWER);
            });
            commit(ports, 100, () -> {
                Story story = new Story(ports, Story.ACME, 0);
                story.tellAll();
                ports.apiKeys()
                        .add(new ApiKey(
                                new ApiKeyId("00000000000000aa"),
                                new ApiKey.Definition("k", Set.of(Scope.READ), Optional.of(Story.ACME)),
                                "hash",
                                Ports.START));
                LicenseOrder order = story.license(Optional.empty());
                assertThat(story.renew(order).expiresAt()).isAfter(order.expiresAt());
            });
            // in the order of a language they would come the other way round
            for (String id : List.of("B", "a", "a-1", "a.1", "_a")) {
                live(ports, new AccountId(id), seed);
            }
        }
        return location;
    }

    private static void live(Ports ports, AccountId account, long seed) {
        RandomBook random = new RandomBook(
                account,
                seed,
                BillingCalendar.DEFAULT,
                (from, until) -> ports.records().open(account, from, until));
        long[] number = {0};
        for (int step = 0; step < 20; step++) {
            number[0] = 0;
            try (Transaction transaction = ports.transactions().begin()) {
                assertThat(ports.books().claim(List.of(account))).hasSizeLessThan(2);
                for (int i = 0; i < 4; i++) {
                    random.pass(() -> save(ports, random, number));
                    random.act();
                    save(ports, random, number);
                }
                assertThat(ports.states()
                                .advance(number[0], false, random.now())
                                .now())
                        .isAfterOrEqualTo(random.now());
                transaction.commit();
            }
        }
    }

    private static void save(Ports ports, RandomBook random, long[] number) {
        ports.books().save(random.book().drainChanges(), ++number[0]);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void a_history_leaves_the_same_in_every_database(long seed) throws Exception {
        String export = export(lived(file("planstack.db"), seed));
        assertThat(export(lived(server(), seed))).isEqualTo(export);
        assertThat(export)
                .contains("{\"kind\":\"slice\"", "{\"kind\":\"freeze\"", "\"voided\":true", "{\"kind\":\"renewal\"");
    }

    @Test
    void an_export_moves_from_one_database_to_another_and_back() throws Exception {
        String export = export(lived(file("planstack.db"), 4));
        StorageLocation moved = filled(server(), export);
        assertThat(export(moved)).isEqualTo(export);
        assertThat(export(filled(file("back.db"), export(moved)))).isEqualTo(export);
        try (Ports before = Ports.at(file("planstack.db"), BillingCalendar.DEFAULT);
                Ports after = Ports.at(moved, BillingCalendar.DEFAULT)) {
            Optional<Remembered> answer =
                    after.snapshots().see(state -> after.keys().find(KEY, Ports.START));
            assertThat(answer).as("who tries again is not charged again").contains(ANSWER);
            ServiceState there = after.snapshots().see(state -> state);
            ServiceState here = before.snapshots().see(state -> state);
            assertThat(there.commit()).isEqualTo(here.commit());
            assertThat(there.now()).isEqualTo(here.now());
            // and goes on from there
            commit(after, 1, () -> new Story(after, Samples.account("later"), 0).topUp("1.00"));
        }
    }
}
