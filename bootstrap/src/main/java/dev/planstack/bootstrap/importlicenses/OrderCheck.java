package dev.planstack.bootstrap.importlicenses;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.planstack.bootstrap.importing.Reading;
import dev.planstack.domain.account.AccountId;
import dev.planstack.domain.license.ApplicationId;
import dev.planstack.domain.license.ForeignOrder;
import dev.planstack.domain.license.InstanceId;
import dev.planstack.domain.license.LicensedSdk;
import dev.planstack.domain.shared.Identifiers;
import dev.planstack.domain.shared.Instants;
import dev.planstack.domain.shared.OfferingId;
import dev.planstack.domain.shared.Parsed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Checks one order as far as that can be done without the service, by the same rules and in the same words, and tells
 * every fault at once, such as {@code sdks/0/edition: must be given}.
 */
final class OrderCheck {
    private static final Set<String> FIELDS =
            Set.of("account", "instanceId", "sdks", "startsAt", "expiresAt", "offering", "application");

    private static final Set<String> SDK_FIELDS = Set.of("sdk", "edition");

    /** More unknown fields of one object than these are not worth telling. */
    private static final int MAX_UNKNOWN_TOLD = 10;

    private static final int SHOWN_LENGTH = 80;

    private final List<String> faults = new ArrayList<>();

    private OrderCheck() {}

    static Reading<TakeOver> check(ObjectNode given) {
        return new OrderCheck().read(given);
    }

    private Reading<TakeOver> read(ObjectNode given) {
        Optional<AccountId> account = required(given, "", "account", AccountId::parse);
        Optional<InstanceId> instanceId = optional(given, "instanceId", InstanceId::parse);
        List<LicensedSdk> sdks = sdks(given.path("sdks"));
        Optional<Instant> startsAt = required(given, "", "startsAt", Instants::parse);
        Optional<Instant> expiresAt = required(given, "", "expiresAt", Instants::parse);
        Optional<OfferingId> offering = optional(given, "offering", OfferingId::parse);
        Optional<ApplicationId> application = optional(given, "application", ApplicationId::parse);
        refuseUnknown(given, "", FIELDS);
        startsAt.ifPresent(start -> expiresAt
                .filter(end -> !start.isBefore(end))
                .ifPresent(end -> faults.add("expiresAt: must lie after /startsAt")));
        if (!faults.isEmpty()) {
            return new Reading.Unreadable<>(String.join("; ", faults));
        }
        return new Reading.Read<>(new TakeOver(
                account.orElseThrow(),
                new ForeignOrder(
                        instanceId, sdks, startsAt.orElseThrow(), expiresAt.orElseThrow(), offering, application)));
    }

    private List<LicensedSdk> sdks(JsonNode given) {
        List<LicensedSdk> sdks = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        if (given.isMissingNode()) {
            faults.add("sdks: must be given");
        } else if (!given.isArray()) {
            faults.add("sdks: must be an array");
        } else if (given.isEmpty()) {
            faults.add("sdks: must name at least one SDK");
        }
        for (int index = 0; given.isArray() && index < given.size(); index++) {
            String at = "sdks/" + index;
            if (given.get(index) instanceof ObjectNode item) {
                Optional<String> sdk = required(item, at + "/", "sdk", Identifiers::parse);
                Optional<String> edition = required(item, at + "/", "edition", Identifiers::parse);
                refuseUnknown(item, at + "/", SDK_FIELDS);
                if (sdk.filter(name -> !seen.add(name)).isPresent()) {
                    faults.add(at + "/sdk: must be named once only");
                }
                sdk.ifPresent(name -> edition.ifPresent(e -> sdks.add(new LicensedSdk(name, e))));
            } else {
                faults.add(at + ": must be an object");
            }
        }
        return sdks;
    }

    private <T> Optional<T> required(ObjectNode given, String parent, String field, Function<String, Parsed<T>> parse) {
        if (!given.has(field)) {
            faults.add(parent + field + ": must be given");
            return Optional.empty();
        }
        JsonNode value = given.get(field);
        Parsed<T> parsed = value.isTextual() ? parse.apply(value.textValue()) : Parsed.fault("must be a string");
        return parsed.<Optional<T>>fold(Optional::of, fault -> {
            faults.add(parent + field + ": " + fault);
            return Optional.empty();
        });
    }

    private <T> Optional<T> optional(ObjectNode given, String field, Function<String, Parsed<T>> parse) {
        return given.hasNonNull(field) ? required(given, "", field, parse) : Optional.empty();
    }

    private void refuseUnknown(ObjectNode given, String parent, Set<String> known) {
        given.propertyStream()
                .map(property -> property.getKey())
                .filter(name -> !known.contains(name))
                .limit(MAX_UNKNOWN_TOLD)
                .forEach(name -> faults.add(parent + shortened(name) + ": is not known here"));
    }

    private static String shortened(String name) {
        return name.length() > SHOWN_LENGTH ? name.substring(0, SHOWN_LENGTH) + "…" : name;
    }
}
