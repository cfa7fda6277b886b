package dev.planstack.web.meter;

import dev.planstack.domain.meter.MeterCode;

/** How meters are named in answers. */
public final class MeterCodes {

    private MeterCodes() {}

    /** The meter's id. */
    public static String text(MeterCode code) {
        return code.value();
    }
}
