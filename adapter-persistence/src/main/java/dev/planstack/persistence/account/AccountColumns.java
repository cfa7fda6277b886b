package dev.planstack.persistence.account;

import com.fasterxml.jackson.databind.JsonNode;
import dev.planstack.domain.account.TransactionType;
import dev.planstack.domain.billing.BillLine;
import dev.planstack.domain.meter.MeterCode;
import dev.planstack.domain.meter.TierPart;
import dev.planstack.domain.shared.DueKind;
import dev.planstack.domain.shared.EventType;
import dev.planstack.persistence.shared.Columns;
import dev.planstack.persistence.shared.Json;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Collections;
import java.util.Currency;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How the values that only accounts have become columns and come back. */
final class AccountColumns {

    // the index finds what is due first by these numbers: they ascend in the order in which work is done
    private static final Map<DueKind, Integer> DUE_KINDS = Collections.unmodifiableMap(new EnumMap<>(Map.of(
            DueKind.PLAN_START, 10,
            DueKind.PLAN_REFILL, 20,
            DueKind.PLAN_EXPIRY, 30,
            DueKind.HOUR_BILLING, 40,
            DueKind.SUSPENSION, 50,
            DueKind.RELEASE, 60,
            DueKind.LICENSE_EXPIRY, 70,
            DueKind.AUTO_RENEWAL, 80,
            DueKind.REMINDER, 90)));

    private static final Map<String, EventType> EVENT_TYPES =
            Arrays.stream(EventType.values()).collect(Collectors.toMap(EventType::code, Function.identity()));

    private static final Map<String, TransactionType> TRANSACTION_TYPES = Arrays.stream(TransactionType.values())
            .collect(Collectors.toMap(TransactionType::code, Function.identity()));

    private AccountColumns() {}

    static int number(DueKind kind) {
        return known(DUE_KINDS.get(kind), kind);
    }

    static DueKind dueKind(int number) {
        return DUE_KINDS.entrySet().stream()
                .filter(e -> e.getValue() == number)
                .map(Map.Entry::getKey)
                .findAny()
                .orElseThrow(() -> new IllegalStateException("not a kind of due work: " + number));
    }

    static EventType eventType(String code) {
        return known(EVENT_TYPES.get(code), code);
    }

    static TransactionType transactionType(String code) {
        return known(TRANSACTION_TYPES.get(code), code);
    }

    static String hardStop(SortedSet<MeterCode> meters) {
        return Json.write(meters.stream().map(MeterCode::value).toList());
    }

    static SortedSet<MeterCode> hardStop(String text) {
        return Json.elements(Json.read(text))
                .map(code -> new MeterCode(code.asText()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    static String lines(List<BillLine> lines) {
        return Json.write(lines.stream()
                .map(line -> List.of(
                        line.meter().value(),
                        line.quantity().toString(),
                        line.amount().toString(),
                        line.tiers().stream()
                                .map(part -> List.of(
                                        part.quantity().toString(),
                                        part.unitPrice().toPlainString()))
                                .toList()))
                .toList());
    }

    static List<BillLine> lines(String text, Currency currency) {
        return Json.elements(Json.read(text)).map(line -> line(line, currency)).toList();
    }

    private static BillLine line(JsonNode line, Currency currency) {
        return new BillLine(
                new MeterCode(line.get(0).asText()),
                Columns.quantity(line.get(1).asText()),
                Columns.money(line.get(2).asText(), currency),
                Json.elements(line.get(3))
                        .map(part -> new TierPart(
                                Columns.quantity(part.get(0).asText()),
                                new BigDecimal(part.get(1).asText())))
                        .toList());
    }

    private static <T> T known(@Nullable T value, Object name) {
        if (value == null) {
            throw new IllegalStateException("stored by another version: " + name);
        }
        return value;
    }
}
