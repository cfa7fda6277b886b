package dev.planstack.web.meter;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A meter in an answer. */
record MeterJson(String id, String name, String unit, int scale, Map<String, List<Tier>> prices) {

    /** One step of its price; the last has no bound. */
    record Tier(
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String upTo,

            String unitPrice) {}
}
