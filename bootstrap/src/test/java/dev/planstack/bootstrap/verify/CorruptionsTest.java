package dev.planstack.bootstrap.verify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.planstack.bootstrap.api.ApiClient;
import dev.planstack.bootstrap.api.RunningService;
import dev.planstack.persistence.StorageLocation;
import dev.planstack.persistence.WholeDatabase;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A good export in which one thing is made wrong: each time it is found, and told by what it breaks. */
class CorruptionsTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static String good = "";

    /** Something that is made wrong, and a part of what has to be told of it. */
    private record Corruption(String name, String told, Consumer<List<ObjectNode>> edit) {

        @Override
        public String toString() {
            return name;
        }
    }

    @BeforeAll
    static void live(@TempDir Path folder) throws IOException {
        Path database = folder.resolve("good.db");
        try (RunningService service = RunningService.sandbox(database, "2026-01-10T10:00:00Z")) {
            ApiClient client = service.client();
            client.put(
                            "/v1/meters/m",
                            "{'name': 'M', 'unit': 'GB', 'scale': 3, 'prices': {'USD': [{'upTo': '5', 'unitPrice':"
                                    + " '0.3'}, {'unitPrice': '0.13'}]}}")
                    .expect(201);
            client.offering("total", "m", "10", "P1M", "2.00");
            client.offering("hourly", "m", "1", "P1M", "1.00", "'period': 'hour'");
            client.account("acme", "100.00");
            client.buy("acme", "total");
            client.buy("acme", "hourly");
            client.post("/v1/accounts/acme/plans/" + client.buy("acme", "total") + "/refund", "{}")
                    .expect(200);
            client.put(
                            "/v1/accounts/poor",
                            "{'name': 'P', 'currency': 'USD', 'protection': {'amount': null, 'duration': 'P1D'},"
                                    + " 'releaseAfter': 'P1D'}")
                    .expect(201);
            use(client, "acme", "r1", "4", "2026-01-10T10:00:00Z");
            use(client, "poor", "p1", "7", "2026-01-10T10:00:00Z");
            client.clock("2026-01-10T10:30:00Z");
            String frozen = client.buy("acme", "total");
            client.post("/v1/accounts/acme/plans/" + frozen + "/freeze", "{}").expect(200);
            use(client, "acme", "r2", "12", "2026-01-10T10:20:00Z");
            use(client, "acme", "r3", "1.5", "2026-01-10T10:25:00Z");
            client.delete("/v1/accounts/acme/usage/r3").expect(204);
            client.clock("2026-01-12T12:30:00Z");
            client.buy("acme", "total");
            client.post("/v1/accounts/acme/plans/" + frozen + "/unfreeze", "{}").expect(200);
            use(client, "acme", "r4", "3", "2026-01-12T12:10:00Z");
            client.clock("2026-01-12T12:40:00Z");
            use(client, "acme", "r5", "9", "2026-01-12T12:35:00Z");
            use(client, "acme", "r6", "2", "2026-01-12T12:20:00Z");
        }
        ByteArrayOutputStream export = new ByteArrayOutputStream();
        WholeDatabase.at(new StorageLocation.InFile(database)).exportTo(export, OptionalLong.empty());
        good = export.toString(StandardCharsets.UTF_8);
    }

    private static void use(ApiClient client, String account, String id, String quantity, String at) {
        client.use(account, id, "m", quantity, at).expect(200);
    }

    private static List<String> found(String export) {
        List<String> found = new ArrayList<>();
        try {
            boolean whole = Verifier.verify(new BufferedReader(new StringReader(export)), new Report(found::add));
            assertThat(whole).isTrue();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }

    @Test
    void the_export_has_everything_and_nothing_is_found_in_it() {
        assertThat(found(good)).isEmpty();
        assertThat(good)
                .contains(
                        "\"kind\":\"freeze\"",
                        "\"kind\":\"slice\"",
                        "\"voided\":true",
                        "\"kind\":\"bill\"",
                        "account.suspended",
                        "account.released",
                        "\"settled\":\"0\",\"taken\":\"1");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("corruptions")
    void what_is_wrong_is_found(Corruption corruption) {
        List<ObjectNode> lines =
                good.lines().map(CorruptionsTest::read).collect(Collectors.toCollection(ArrayList::new));
        corruption.edit().accept(lines);
        String bad = lines.stream().map(line -> line + "\n").collect(Collectors.joining());
        assertThat(bad).isNotEqualTo(good);
        assertThat(found(bad)).anyMatch(violation -> violation.contains(corruption.told()));
    }

    private static ObjectNode read(String line) {
        try {
            return (ObjectNode) JSON.readTree(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ObjectNode line(List<ObjectNode> lines, String kind, String field, String value) {
        return lines.stream()
                .filter(line -> line.path("kind").asText().equals(kind)
                        && line.path(field).asText().equals(value))
                .findFirst()
                .orElseThrow();
    }

    private static Consumer<List<ObjectNode>> set(String kind, String field, String value, String name, Object to) {
        return lines -> line(lines, kind, field, value).set(name, JSON.valueToTree(to));
    }

    private static Consumer<List<ObjectNode>> drop(String kind, String field, String value) {
        return lines -> lines.remove(line(lines, kind, field, value));
    }

    /** The values of some fields change places, as if rows had. */
    private static Consumer<List<ObjectNode>> swap(
            String kind, String field, String one, String other, String... names) {
        return lines -> {
            ObjectNode a = line(lines, kind, field, one);
            ObjectNode b = line(lines, kind, field, other);
            for (String name : names) {
                JsonNode value = a.get(name);
                a.set(name, b.get(name));
                b.set(name, value);
            }
        };
    }

    static Stream<Corruption> corruptions() {
        return Stream.of(
                // 1: granted = remaining + deducted + forfeited + refunded
                new Corruption(
                        "1: more settled than slices took",
                        "invariant 1: account acme: plan-000000001 in its period from 2026-01-10T10:00:00Z: billed hours",
                        set("plan-use", "plan", "plan-000000001", "settled", "9")),
                new Corruption(
                        "1: a slice that leaves more",
                        "invariant 1: account acme: a slice of usage r2 draws on plan-000000001",
                        lines -> line(lines, "slice", "record", "r2").put("remainingAfter", "1")),
                new Corruption(
                        "1: a refunded plan that was used",
                        "invariant 1: account acme: plan-000000001 in its period from 2026-01-10T10:00:00Z: refunded",
                        set("plan", "id", "plan-000000001", "refundedAt", "2026-01-10T10:00:00Z")),
                new Corruption(
                        "1: more taken than was granted",
                        "invariant 1: account acme: plan-000000001 in its period from 2026-01-10T10:00:00Z: 10 was taken",
                        set("plan", "id", "plan-000000001", "quota", "8")),
                // 2: slices add up; every record once
                new Corruption(
                        "2: a slice is dropped",
                        "invariant 2: account acme: the slices of usage r2 add up to",
                        drop("slice", "record", "r2")),
                new Corruption(
                        "2: a slice is changed",
                        "invariant 2: account acme: the slices of usage r1 add up to",
                        set("slice", "record", "r1", "quantity", "0.5")),
                new Corruption(
                        "2: a record is there twice",
                        "invariant 2: account acme: usage r1 is there more than once",
                        lines -> lines.add(
                                lines.indexOf(line(lines, "usage", "id", "r1")),
                                line(lines, "usage", "id", "r1").deepCopy())),
                new Corruption(
                        "2: the hour's sum is changed",
                        "invariant 2: account acme: the hour 2026-01-10T10:00:00Z of m: its records",
                        set("hour-use", "hour", "2026-01-10T10:00:00Z", "quantity", "17")),
                new Corruption(
                        "2: a slice of a voided record",
                        "invariant 2: account acme: usage r2 is voided, but has slices",
                        set("usage", "id", "r2", "voided", true)),
                // 3: balance = transactions; bill = lines
                new Corruption(
                        "3: the balance is changed",
                        "invariant 3: account acme: its transactions add up to",
                        set("account", "id", "acme", "balance", "1.00")),
                new Corruption(
                        "3: a transaction is changed",
                        "invariant 3: account acme: after transaction 1 the balance is",
                        set("transaction", "account", "acme", "amount", "101.00")),
                new Corruption(
                        "3: a bill's total is changed",
                        "invariant 3: account acme: bill-20260110T100000Z says 9.99",
                        set("bill", "account", "acme", "total", "9.99")),
                new Corruption(
                        "3: a bill is dropped",
                        "invariant 3: account acme: transaction 7 belongs to no bill",
                        drop("bill", "account", "acme")),
                new Corruption(
                        "3: a bill's line costs something else",
                        "invariant 3: account poor: bill-20260110T100000Z for m is 1.76",
                        set("price", "meter", "m", "tiers", List.of(tier("5", "0.1"), tier(null, "0.13")))),
                new Corruption(
                        "3: a plan that was not paid for",
                        "invariant 3: account acme: plan-000000001 has no matching transaction of type purchase",
                        set("plan", "id", "plan-000000001", "price", "3.00")),
                new Corruption(
                        "3: the month's tiers stand elsewhere",
                        "invariant 3: account poor: the month 2026-01-01T00:00:00Z of m",
                        set("month-use", "account", "poor", "payAsYouGo", "1")),
                // 4: slices lie within their plans
                new Corruption(
                        "4: a plan that took effect later",
                        "invariant 4: account acme: a slice of usage r1 draws on plan-000000002",
                        set("plan", "id", "plan-000000002", "effectiveAt", "2026-01-10T10:01:00Z")),
                new Corruption(
                        "4: a plan that expired before",
                        "invariant 4: account acme: a slice of usage r2 draws on plan-000000001",
                        set("plan", "id", "plan-000000001", "expiresAt", "2026-01-10T10:20:00Z")),
                // 5: open hours are those of their records folded afresh
                new Corruption(
                        "5: what open hours took of a plan is changed",
                        "invariant 5: account acme: plan-000000004 in its period",
                        set("plan-use", "plan", "plan-000000004", "taken", "1")),
                new Corruption(
                        "5: an open record is dropped",
                        "invariant 5: account acme: plan-00000000",
                        drop("usage", "id", "r5")),
                new Corruption(
                        "5: an open record is changed",
                        "invariant 5: account acme: plan-00000000",
                        set("usage", "id", "r6", "occurredAt", "2026-01-12T12:39:00Z")),
                new Corruption(
                        "5: pay-as-you-go of an open hour is changed",
                        "invariant 5: account acme: the hour 2026-01-12T12:00:00Z of m: pay-as-you-go",
                        set("hour-use", "hour", "2026-01-12T12:00:00Z", "payAsYouGo", "5")),
                // 7: states follow from the transactions and the clock
                new Corruption(
                        "7: overdue since another instant",
                        "invariant 7: account poor: overdueSince should be 2026-01-10T12:00:00Z",
                        set("account", "id", "poor", "overdueSince", "2026-01-10T12:00:01Z")),
                new Corruption(
                        "7: not released in time",
                        "invariant 7: account poor: releasedAt should be 2026-01-12T12:00:00Z, but is null",
                        set("account", "id", "poor", "releasedAt", null)),
                new Corruption(
                        "7: overdue with money on it",
                        "invariant 7: account acme: overdueSince should be null",
                        set("account", "id", "acme", "overdueSince", "2026-01-10T12:00:00Z")),
                new Corruption(
                        "7: an event that tells of a state that never was",
                        "invariant 7: account poor: since",
                        set("event", "type", "account.suspended", "type", "account.restored")),
                // the hash chain: rows changed, dropped, swapped
                new Corruption(
                        "chain: usage is changed",
                        "hash chain: account acme: usage r1 at place 6 is not what was entered there",
                        set("usage", "id", "r1", "receivedAt", "2026-01-10T10:00:01Z")),
                new Corruption(
                        "chain: a transaction is changed",
                        "hash chain: account acme: transaction 1 at place 1 is not what was entered there",
                        set("transaction", "account", "acme", "reference", "gift")),
                new Corruption(
                        "chain: usage is dropped",
                        "hash chain: account acme: the entry at place 6 is missing",
                        drop("usage", "id", "r1")),
                new Corruption(
                        "chain: the last entry is dropped",
                        "hash chain: account acme: the chain ends at place",
                        drop("usage", "id", "r6")),
                new Corruption(
                        "chain: a void is dropped",
                        "hash chain: account acme: the entry at place 10 is missing",
                        set("usage", "id", "r3", "voided", false)
                                .andThen(set("usage", "id", "r3", "voidPlace", null))
                                .andThen(set("usage", "id", "r3", "voidHash", null))),
                new Corruption(
                        "chain: a void is hidden",
                        "hash chain: account acme: usage r3 was voided, but is not marked so",
                        set("usage", "id", "r3", "voided", false)),
                new Corruption(
                        "chain: entries are swapped",
                        "hash chain: account acme: usage r5 at place",
                        swap("usage", "id", "r5", "r6", "place", "hash")),
                new Corruption(
                        "chain: transactions are swapped",
                        "hash chain: account acme: transaction 1 at place 1 is not",
                        lines -> {
                            ObjectNode first = line(lines, "transaction", "account", "acme");
                            ObjectNode second = lines.get(lines.indexOf(first) + 1);
                            Stream.of("type", "amount", "reference").forEach(name -> {
                                JsonNode value = first.get(name);
                                first.set(name, second.get(name));
                                second.set(name, value);
                            });
                        }),
                new Corruption(
                        "chain: all of it belongs to another account",
                        "hash chain: account acne: transaction 1 at place 1",
                        lines -> lines.forEach(line -> {
                            if (line.path("account").asText().equals("acme")) {
                                line.put("account", "acne");
                            } else if (line.path("id").asText().equals("acme")) {
                                line.put("id", "acne");
                            }
                        })),
                new Corruption(
                        "chain: the head is another",
                        "hash chain: account acme: the chain ends at place",
                        set("account", "id", "acme", "chainHash", "00".repeat(32))),
                // numbering
                new Corruption(
                        "numbering: an event is dropped",
                        "numbering: account acme: event 1 is missing",
                        drop("event", "account", "acme")),
                new Corruption(
                        "numbering: a transaction is dropped",
                        "numbering: account acme: transaction 1 is missing",
                        drop("transaction", "account", "acme")),
                new Corruption(
                        "numbering: a plan is dropped",
                        "numbering: account acme: plan-000000003 is missing",
                        drop("plan", "id", "plan-000000003")),
                new Corruption(
                        "numbering: the last plan is dropped",
                        "numbering: account acme: there are 4 plans, but it says 5",
                        drop("plan", "id", "plan-000000005")),
                new Corruption(
                        "numbering: an event of a commit that was not made",
                        "numbering: account acme: event 1 is of commit 999999",
                        set("event", "account", "acme", "commit", 999999)),
                // other rules that the invariants rest on
                new Corruption(
                        "U4: a record that counts in another hour",
                        "rule U4: account acme: usage r6 counts in the hour",
                        set("usage", "id", "r6", "hour", "2026-01-12T11:00:00Z")),
                new Corruption(
                        "T3: an expiry that its term does not give",
                        "rule T3: account acme: plan-000000004 expires",
                        set("plan", "id", "plan-000000004", "expiresAt", "2026-02-11T10:30:00Z")),
                new Corruption(
                        "B2: another mode",
                        "rule B2: account acme: m should be billed as",
                        set("mode", "account", "acme", "mode", "pay-as-you-go")),
                new Corruption(
                        "T5: work that was not done",
                        "rule T5: account acme: what fell due at 2026-01-12T12:00:00Z is not done",
                        set("account", "id", "acme", "dueAt", "2026-01-12T12:00:00Z")),
                // the file
                new Corruption("file: a line is missing", "file: there are", drop("plan-offering", "id", "total")),
                new Corruption("file: the wrong type", "file: line", set("usage", "id", "r1", "quantity", "a lot")));
    }

    private static Object tier(String upTo, String unitPrice) {
        ObjectNode tier = JSON.createObjectNode();
        tier.put("upTo", upTo);
        tier.put("unitPrice", unitPrice);
        return tier;
    }
}
