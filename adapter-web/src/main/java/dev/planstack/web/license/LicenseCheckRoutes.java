package dev.planstack.web.license;

import dev.planstack.application.license.LicenseChecks;
import dev.planstack.domain.license.LicenseKey;
import dev.planstack.domain.license.Platform;
import dev.planstack.domain.license.PlatformIdentity;
import dev.planstack.domain.shared.Identifiers;
import dev.planstack.domain.shared.Parsed;
import dev.planstack.web.shared.Answer;
import dev.planstack.web.shared.Call;
import dev.planstack.web.shared.Faults;
import dev.planstack.web.shared.Fields;
import dev.planstack.web.shared.Routes;
import dev.planstack.web.shared.Value;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** {@code POST /v1/license-checks}, which applications ask with their license key and no other. */
public final class LicenseCheckRoutes {

    private static final int MAX_NAME_LENGTH = 255;

    private static final Map<String, Platform> IDENTITIES =
            Map.of("packageName", Platform.ANDROID, "bundleId", Platform.IOS, "host", Platform.WEB);

    private final LicenseChecks checks;
    private final LicenseCheckLimits limits;

    private LicenseCheckRoutes(LicenseChecks checks, LicenseCheckLimits limits) {
        this.checks = checks;
        this.limits = limits;
    }

    /** Adds the route. */
    public static void add(Routes routes, LicenseChecks checks, LicenseCheckLimits limits) {
        LicenseCheckRoutes self = new LicenseCheckRoutes(checks, limits);
        routes.openPost("/v1/license-checks", self::check);
    }

    private CompletableFuture<Answer> check(Call call) {
        Faults faults = new Faults();
        Value root = Value.root(call.json(), faults);
        Optional<Fields> fields = root.object();
        Optional<String> key = fields.flatMap(f -> f.get("licenseKey").text(Identifiers::parsePrintable));
        Optional<String> sdk = fields.flatMap(f -> f.get("sdk").text(Identifiers::parse));
        List<PlatformIdentity> identities =
                fields.map(LicenseCheckRoutes::identities).orElse(List.of());
        fields.ifPresent(Fields::close);
        if (faults.none() && identities.size() != 1) {
            root.fault("must have exactly one of packageName, bundleId and host");
        }
        faults.refuse();
        limits.take(call.address(), key.orElseThrow());
        return CompletableFuture.completedFuture(Answer.json(
                200,
                LicenseMapper.INSTANCE.json(
                        checks.check(new LicenseKey(key.orElseThrow()), identities.get(0), sdk.orElseThrow()))));
    }

    private static List<PlatformIdentity> identities(Fields fields) {
        return IDENTITIES.entrySet().stream()
                .flatMap(entry -> fields.get(entry.getKey()).textOrNull(LicenseCheckRoutes::parseName).stream()
                        .map(name -> new PlatformIdentity(entry.getValue(), name)))
                .toList();
    }

    private static Parsed<String> parseName(String text) {
        return !text.isEmpty()
                        && text.length() <= MAX_NAME_LENGTH
                        && text.chars().noneMatch(Character::isISOControl)
                ? Parsed.of(text)
                : Parsed.fault("must be 1 to " + MAX_NAME_LENGTH + " printable characters");
    }
}
