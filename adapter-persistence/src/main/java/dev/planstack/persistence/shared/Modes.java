package dev.planstack.persistence.shared;

import dev.planstack.domain.account.AccountId;
import dev.planstack.domain.billing.BillingMode;
import dev.planstack.domain.meter.MeterCode;
import java.util.HashMap;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/** How billing modes are written, and what is kept of them. */
public final class Modes {

    private Modes() {}

    /** The mode that {@link BillingMode#code} wrote. */
    public static BillingMode read(String code) {
        for (BillingMode mode : BillingMode.values()) {
            if (mode.code().equals(code)) {
                return mode;
            }
        }
        throw new IllegalStateException("stored by another version: " + code);
    }

    /** How each meter of an account is billed. */
    public static Map<MeterCode, BillingMode> of(Handle handle, AccountId account) {
        Map<MeterCode, BillingMode> modes = new HashMap<>();
        handle.createQuery("SELECT meter, mode FROM meter_mode WHERE account = :account")
                .bind("account", account.value())
                .map((row, c) -> Map.entry(new MeterCode(row.getString("meter")), read(row.getString("mode"))))
                .forEach(mode -> modes.put(mode.getKey(), mode.getValue()));
        return modes;
    }
}
