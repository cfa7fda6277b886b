package dev.planstack.domain.license;

/**
 * What a running application says that it is (rule L12).
 *
 * @param platform where it runs
 * @param name its package name, its bundle ID, or the host that its page came from
 */
public record PlatformIdentity(Platform platform, String name) {}
