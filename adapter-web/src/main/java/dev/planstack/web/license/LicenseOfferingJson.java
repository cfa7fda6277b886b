package dev.planstack.web.license;

import java.util.List;
import java.util.Map;

/** A license offering in an answer. */
record LicenseOfferingJson(
        String id, String name, List<Sdk> sdks, Map<String, Map<String, String>> prices, boolean withdrawn) {

    /** One SDK of it. */
    record Sdk(String sdk, String edition) {}
}
