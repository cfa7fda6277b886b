package dev.planstack.domain.license;

/**
 * What an application proves its licenses by, for life (rule L11). It goes into the application and is no secret.
 *
 * @param value for example {@code lk_5VhQ…}
 */
public record LicenseKey(String value) {

    @Override
    public String toString() {
        return value;
    }
}
