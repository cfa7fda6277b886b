package dev.planstack.persistence.license;

import com.fasterxml.jackson.databind.JsonNode;
import dev.planstack.domain.license.Application;
import dev.planstack.domain.license.ApplicationId;
import dev.planstack.domain.license.LicenseKey;
import dev.planstack.domain.license.LicensedSdk;
import dev.planstack.domain.license.PlatformIdentities;
import dev.planstack.persistence.shared.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** How the values that only licenses have become columns and come back. */
final class LicenseColumns {

    private LicenseColumns() {}

    static String sdks(List<LicensedSdk> sdks) {
        return Json.write(
                sdks.stream().map(sdk -> List.of(sdk.sdk(), sdk.edition())).toList());
    }

    static List<LicensedSdk> sdks(ResultSet row) throws SQLException {
        return Json.elements(Json.read(row.getString("sdks")))
                .map(LicenseColumns::sdk)
                .toList();
    }

    private static LicensedSdk sdk(JsonNode pair) {
        return new LicensedSdk(pair.get(0).asText(), pair.get(1).asText());
    }

    static Application application(ResultSet row) throws SQLException {
        return new Application(
                new ApplicationId(row.getString("application_id")),
                row.getString("name"),
                new PlatformIdentities(
                        Optional.ofNullable(row.getString("package_name")),
                        Optional.ofNullable(row.getString("bundle_id")),
                        Optional.ofNullable(row.getString("domain"))),
                new LicenseKey(row.getString("license_key")),
                row.getLong("changes"));
    }
}
