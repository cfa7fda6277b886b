package dev.planstack.web.license;

import dev.planstack.domain.account.AccountId;
import dev.planstack.domain.license.ApplicationId;
import dev.planstack.domain.license.InstanceId;
import dev.planstack.domain.license.LicenseDocument;
import dev.planstack.domain.license.LicenseKey;
import dev.planstack.domain.license.LicenseOrderId;
import dev.planstack.domain.license.LicenseVerdict;
import dev.planstack.domain.license.RenewalMode;
import dev.planstack.domain.license.RenewedBy;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How what belongs to licenses is written in answers. */
public final class LicenseCodes {

    private LicenseCodes() {}

    /** The account's id. */
    public static String text(AccountId id) {
        return id.value();
    }

    /** The application's id. */
    public static String text(ApplicationId id) {
        return id.value();
    }

    /** The application's id, or nothing. */
    public static @Nullable String applicationOrNull(Optional<ApplicationId> id) {
        return id.map(ApplicationId::value).orElse(null);
    }

    /** The instance ID, or nothing. */
    public static @Nullable String instanceOrNull(Optional<InstanceId> id) {
        return id.map(InstanceId::value).orElse(null);
    }

    /** The order's id. */
    public static String text(LicenseOrderId id) {
        return id.value();
    }

    /** The license key. */
    public static String text(LicenseKey key) {
        return key.value();
    }

    /** {@code auto}. */
    public static String text(RenewalMode mode) {
        return mode.code();
    }

    /** {@code manual}. */
    public static String text(RenewedBy by) {
        return by.code();
    }

    /** {@code not-licensed}, or nothing. */
    public static @Nullable String reasonOrNull(Optional<LicenseVerdict.Reason> reason) {
        return reason.map(LicenseVerdict.Reason::code).orElse(null);
    }

    /** Whom a document is about: {@code acme/shop}. Neither id can have a slash. */
    public static String subject(LicenseDocument document) {
        return document.account().value() + "/" + document.application().id().value();
    }

    /** Seconds since 1970, rounded down: what is written never lasts longer than what was bought. */
    public static long seconds(Instant instant) {
        return instant.getEpochSecond();
    }
}
