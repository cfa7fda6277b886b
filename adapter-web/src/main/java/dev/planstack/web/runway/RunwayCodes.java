package dev.planstack.web.runway;

import dev.planstack.domain.runway.Basis;

/** How what belongs to forecasts is written in answers. */
final class RunwayCodes {

    private RunwayCodes() {}

    /** {@code hour-of-week}. */
    static String text(Basis.Method method) {
        return method.code();
    }
}
