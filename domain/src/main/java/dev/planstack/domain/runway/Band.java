package dev.planstack.domain.runway;

import java.math.BigDecimal;

/** Which estimate of usage is taken. */
public enum Band {
    /** Less usage than expected. */
    LOW,
    /** The expected usage. */
    EXPECTED,
    /** More usage than expected. */
    HIGH;

    BigDecimal factor(BigDecimal spread) {
        return switch (this) {
            case LOW -> BigDecimal.ONE.subtract(spread).max(BigDecimal.ZERO);
            case EXPECTED -> BigDecimal.ONE;
            case HIGH -> BigDecimal.ONE.add(spread);
        };
    }
}
