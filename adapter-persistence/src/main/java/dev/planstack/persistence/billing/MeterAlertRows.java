package dev.planstack.persistence.billing;

import dev.planstack.domain.meter.MeterCode;
import dev.planstack.persistence.shared.Insert;
import dev.planstack.persistence.shared.Owned;
import dev.planstack.persistence.shared.Sessions;
import dev.planstack.persistence.shared.Sql;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The rows of alerts of which there is one at most for each account and meter. */
final class MeterAlertRows {

    private MeterAlertRows() {}

    /**
     * Writes alerts that are new or changed, and takes away those that were dropped, which are empty.
     *
     * @param save what writes one, with the values of {@code placer}
     * @param drop the statement that takes one away, by account and meter
     */
    static <T> void save(
            Sessions sessions,
            Collection<Owned<Map.Entry<MeterCode, Optional<T>>>> alerts,
            Insert save,
            Sql.Placer<Owned<T>> placer,
            String drop) {
        List<Owned<T>> kept = new ArrayList<>();
        List<Owned<MeterCode>> dropped = new ArrayList<>();
        alerts.forEach(owned -> owned.value()
                .getValue()
                .ifPresentOrElse(
                        alert -> kept.add(new Owned<>(owned.account(), alert)),
                        () -> dropped.add(
                                new Owned<>(owned.account(), owned.value().getKey()))));
        sessions.change(save, kept, placer);
        sessions.batch(drop, dropped, (statement, owned) -> {
            statement.setString(1, owned.account().value());
            statement.setString(2, owned.value().value());
        });
    }
}
