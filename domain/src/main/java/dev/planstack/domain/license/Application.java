package dev.planstack.domain.license;

/**
 * A customer's application, to which license orders are bound (rule L2).
 *
 * @param id its id within the account
 * @param name for people, 1–128 printable characters
 * @param identities what it is known by
 * @param licenseKey its license key, for life (rule L11)
 * @param changes how often what it is known by was said, once at least
 */
public record Application(
        ApplicationId id, String name, PlatformIdentities identities, LicenseKey licenseKey, long changes) {

    /** A new application. */
    public static Application of(ApplicationId id, String name, PlatformIdentities identities, LicenseKey licenseKey) {
        return new Application(id, name, identities, licenseKey, 1);
    }

    /** With another name and known by something else; the license key stays (rule L11). */
    public Application replaced(String newName, PlatformIdentities newIdentities) {
        boolean same = newIdentities.equals(identities);
        return new Application(id, newName, newIdentities, licenseKey, same ? changes : changes + 1);
    }
}
