package dev.planstack.web.license;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a license document says; instants are seconds since 1970, as a JWT has them (RFC 7519). */
record LicenseClaimsJson(
        String iss,
        String sub,
        long iat,
        long exp,
        long rev,
        @Nullable String packageName,
        @Nullable String bundleId,
        @Nullable String domain,
        List<LicenseJson> licenses) {

    /** One SDK that may be used until {@code exp}. */
    record LicenseJson(String sdk, String edition, long exp) {}
}
