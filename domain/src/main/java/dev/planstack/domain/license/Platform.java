package dev.planstack.domain.license;

/** Where an application runs (rule L2). */
public enum Platform {
    /** Known by an Android package name. */
    ANDROID,
    /** Known by an iOS bundle ID. */
    IOS,
    /** Known by a web domain. */
    WEB
}
