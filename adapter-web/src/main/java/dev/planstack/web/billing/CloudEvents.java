package dev.planstack.web.billing;

import dev.planstack.domain.account.AccountId;
import dev.planstack.domain.billing.RecordId;
import dev.planstack.domain.meter.MeterCode;
import dev.planstack.domain.shared.Instants;
import dev.planstack.domain.shared.Parsed;
import dev.planstack.domain.shared.Quantity;
import dev.planstack.web.shared.Faults;
import dev.planstack.web.shared.Fields;
import dev.planstack.web.shared.MediaTypes;
import dev.planstack.web.shared.Percent;
import dev.planstack.web.shared.Pointer;
import dev.planstack.web.shared.Value;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Reads usage that comes as CloudEvents 1.0. */
final class CloudEvents {

    /** A single event. */
    static final String STRUCTURED = "application/cloudevents+json";

    /** Events in an array. */
    static final String BATCH = "application/cloudevents-batch+json";

    private static final String VERSION = "1.0";
    private static final Pattern EXTENSION = Pattern.compile("[a-z0-9]+");

    /** Where the fields of a record stand in an event. */
    private static final Map<String, String> FIELDS = Map.of(
            "/id", "/id",
            "/account", "/subject",
            "/meter", "/type",
            "/quantity", "/data/quantity",
            "/occurredAt", "/time");

    private final UsageDrafts drafts;

    CloudEvents(UsageDrafts drafts) {
        this.drafts = drafts;
    }

    /** An event with its attributes and data in one object. */
    void structured(Value value) {
        value.object().ifPresent(f -> {
            Optional<String> version = f.get("specversion").text(CloudEvents::parseVersion);
            Optional<String> source = f.get("source").text(CloudEvents::parsePart);
            Optional<RecordId> id = source.flatMap(s -> f.get("id").text(text -> parseId(s, text)));
            if (source.isEmpty()) {
                Optional<String> unused = f.get("id").text(CloudEvents::parsePart);
            }
            Optional<AccountId> account = f.get("subject").text(AccountId::parse);
            Optional<MeterCode> meter = f.get("type").text(MeterCode::parse);
            Optional<Instant> time = f.get("time").text(Instants::parse);
            String contentType = f.get("datacontenttype").textOr(CloudEvents::parseContentType, MediaTypes.JSON);
            Optional<Quantity> quantity = f.get("data").object().flatMap(CloudEvents::quantity);
            f.close(name -> EXTENSION.matcher(name).matches());
            if (version.isPresent() && contentType.equals(MediaTypes.JSON)) {
                Pointer at = value.pointer();
                drafts.add(account, id, meter, quantity, time, field -> at.text() + FIELDS.getOrDefault(field, field));
            }
        });
    }

    /** An event whose attributes are headers and whose data is the body. */
    void binary(Function<String, List<String>> headers, Value body) {
        Optional<String> version = header(headers, "ce-specversion", CloudEvents::parseVersion);
        Optional<String> source = header(headers, "ce-source", CloudEvents::parsePart);
        Optional<RecordId> id = source.isPresent()
                ? header(headers, "ce-id", text -> parseId(source.get(), text))
                : header(headers, "ce-id", CloudEvents::parsePart).flatMap(part -> Optional.empty());
        Optional<AccountId> account = header(headers, "ce-subject", AccountId::parse);
        Optional<MeterCode> meter = header(headers, "ce-type", MeterCode::parse);
        Optional<Instant> time = header(headers, "ce-time", Instants::parse);
        Optional<Quantity> quantity = body.object().flatMap(CloudEvents::quantity);
        if (version.isPresent()) {
            drafts.add(account, id, meter, quantity, time, CloudEvents::inHeaders);
        }
    }

    private static String inHeaders(String field) {
        return field.equals("/quantity")
                ? field
                : "/ce-" + FIELDS.getOrDefault(field, field).substring(1);
    }

    private static Optional<Quantity> quantity(Fields data) {
        Optional<Quantity> quantity = UsageDrafts.quantity(data);
        data.close();
        return quantity;
    }

    private <T> Optional<T> header(
            Function<String, List<String>> headers, String name, Function<String, Parsed<T>> parse) {
        Faults faults = drafts.faults();
        List<String> given = headers.apply(name);
        if (given.size() != 1) {
            faults.add("/" + name, "must be given once");
            return Optional.empty();
        }
        Parsed<String> decoded = Percent.decode(given.get(0))
                .<Parsed<String>>map(Parsed::of)
                .orElseGet(() -> Parsed.fault("must be percent-encoded UTF-8"));
        return faults.take("/" + name, decoded.then(parse));
    }

    private static Parsed<String> parseVersion(String text) {
        return text.equals(VERSION) ? Parsed.of(text) : Parsed.fault("must be \"" + VERSION + "\"");
    }

    private static Parsed<String> parsePart(String text) {
        return text.isEmpty() ? Parsed.fault("must not be empty") : Parsed.of(text);
    }

    private static Parsed<RecordId> parseId(String source, String id) {
        return parsePart(id)
                .then(part -> RecordId.parse(source + "#" + part)
                        .fold(
                                Parsed::of,
                                fault -> Parsed.<RecordId>fault(
                                        "makes with the source, as \"source#id\", a record's id that " + fault)));
    }

    private static Parsed<String> parseContentType(String text) {
        return MediaTypes.inUtf8(text)
                .filter(MediaTypes.JSON::equals)
                .<Parsed<String>>map(Parsed::of)
                .orElseGet(() -> Parsed.fault("must be " + MediaTypes.JSON));
    }
}
