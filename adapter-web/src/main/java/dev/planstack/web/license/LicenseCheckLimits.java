package dev.planstack.web.license;

import dev.planstack.web.shared.RateLimiter;
import java.time.Duration;
import java.util.function.LongSupplier;

/** How often licenses may be checked without an API key: by license key, which all copies of an application share, and by address. */
public final class LicenseCheckLimits {

    private static final int SECONDS_AT_ONCE = 5;
    private static final int REMEMBERED = 10_000;

    private final RateLimiter byKey;
    private final RateLimiter byAddress;

    /**
     * Limits that let some seconds' worth through at once.
     *
     * @param perKey checks a second for one license key, 1 to 1,000,000
     * @param perAddress checks a second from one address, 1 to 1,000,000
     * @param nanos a clock that never goes back, in nanoseconds since any origin
     */
    public LicenseCheckLimits(int perKey, int perAddress, LongSupplier nanos) {
        this.byKey = limiter(perKey, nanos);
        this.byAddress = limiter(perAddress, nanos);
    }

    private static RateLimiter limiter(int perSecond, LongSupplier nanos) {
        return new RateLimiter(
                SECONDS_AT_ONCE * perSecond, Duration.ofSeconds(1).dividedBy(perSecond), REMEMBERED, nanos);
    }

    /** Lets a check through, or refuses it as one too many. */
    void take(String address, String licenseKey) {
        byAddress.take(address);
        byKey.take(licenseKey);
    }
}
