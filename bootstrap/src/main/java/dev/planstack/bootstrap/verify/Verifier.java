package dev.planstack.bootstrap.verify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/** Reads an export line by line and hands each to the checks of its account. */
final class Verifier {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final Report report;
    private final Catalog catalog = new Catalog();
    private Optional<Line> installation = Optional.empty();
    private Optional<Line> clock = Optional.empty();
    private Optional<AccountCheck> account = Optional.empty();
    private String lastAccount = "";
    private boolean ended;
    private long number;

    private Verifier(Report report) {
        this.report = report;
    }

    /**
     * Checks all lines.
     *
     * @return whether the last of them was the one that ends an export
     * @throws IOException if they cannot be read
     */
    static boolean verify(BufferedReader lines, Report report) throws IOException {
        Verifier verifier = new Verifier(report);
        for (String text = lines.readLine(); text != null; text = lines.readLine()) {
            verifier.number++;
            verifier.guarded(text);
        }
        return verifier.ended;
    }

    private void guarded(String text) {
        try {
            line(new Line(number, JSON.readTree(text)));
        } catch (JsonProcessingException e) {
            report.found("file: line " + number + " is not JSON: " + e.getOriginalMessage());
        } catch (UnreadableLineException e) {
            report.found("file: " + e.getMessage());
        } catch (ArithmeticException | DateTimeException e) {
            report.found("file: line " + number + " tells of what cannot be: " + e.getMessage());
        }
    }

    private void line(Line line) {
        switch (line.kind()) {
            case "installation" -> installation = Optional.of(line);
            case "clock" -> clock = Optional.of(line);
            case "meter" -> catalog.meter(line);
            case "price" -> catalog.price(line);
            case "account" -> begin(line);
            case "end" -> end(line);
            default -> inAccount(line);
        }
    }

    private void begin(Line line) {
        endAccount();
        String id = line.text("id");
        if (UsageCheck.byCodePoint(lastAccount, id) >= 0) {
            report.violation("numbering", id, "is not in its place, or there twice");
        }
        lastAccount = id;
        Line setUp = installation.orElseThrow(() -> line.unreadable("kind", "comes before \"installation\""));
        Line time = clock.orElseThrow(() -> line.unreadable("kind", "comes before \"clock\""));
        Zone zone = new Zone(ZoneId.of(setUp.text("zone")), Duration.parse(setUp.text("settlementDelay")));
        Instant now = time.instant("now");
        account = Optional.of(new AccountCheck(line, zone, now, time.number("commit"), catalog, report));
    }

    private void inAccount(Line line) {
        if (line.fields().has("account") && account.isPresent() && AccountCheck.KINDS.contains(line.kind())) {
            account.get().line(line);
        } else {
            endAccount();
        }
    }

    private void endAccount() {
        Optional<AccountCheck> ending = account;
        account = Optional.empty();
        ending.ifPresent(AccountCheck::end);
    }

    private void end(Line line) {
        endAccount();
        ended = true;
        if (line.number("lines") != number) {
            report.found("file: there are " + number + " lines, but it says " + line.number("lines"));
        }
    }
}
