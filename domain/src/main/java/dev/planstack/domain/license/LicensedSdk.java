package dev.planstack.domain.license;

/**
 * One SDK of a license (rule L1).
 *
 * @param sdk which SDK, for example {@code player}
 * @param edition which edition of it, for example {@code professional}
 */
public record LicensedSdk(String sdk, String edition) {}
