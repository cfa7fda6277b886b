package dev.planstack.bootstrap.importlicenses;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.planstack.bootstrap.importing.ContentHash;
import dev.planstack.bootstrap.importing.FileNames;
import dev.planstack.bootstrap.importing.ImportStoppedException;
import dev.planstack.bootstrap.importing.Reading;
import dev.planstack.domain.license.InstanceId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tells the orders of one file apart. An order with an instance ID may be there once. Of orders without one several may
 * be the same, and mean as many: their keys, such as {@code orders.csv:3f9a0c1b22d4:2}, say which of them it is. The
 * line's number is no part of a key, so that lines can be put right, taken out and put in between two imports.
 */
final class OrderKeys {
    /** What is remembered of a file; for so many some hundred bytes each are no burden. */
    static final int MAX_ORDERS = 500_000;

    private final String fileName;
    private final int maxOrders;
    private final Map<String, Long> lines = new HashMap<>();
    private final Map<String, Integer> counts = new HashMap<>();

    OrderKeys(String fileName) {
        this(fileName, MAX_ORDERS);
    }

    OrderKeys(String fileName, int maxOrders) {
        this.fileName = FileNames.safe(fileName);
        this.maxOrders = maxOrders;
    }

    /** The order with its key; refused where an earlier line has its instance ID. */
    Reading<KeyedOrder> key(long line, TakeOver order) {
        if (lines.size() + counts.size() == maxOrders) {
            throw new ImportStoppedException("Line " + line + " and those that follow were not read: an import takes "
                    + maxOrders + " orders. Put the rest into a file of its own.");
        }
        String hash = ContentHash.of((order.account() + " " + order.body()).getBytes(UTF_8));
        Optional<InstanceId> instanceId = order.order().instanceId();
        if (instanceId.isPresent()) {
            @Nullable Long earlier = lines.putIfAbsent(order.account() + " " + instanceId.get(), line);
            if (earlier != null) {
                return new Reading.Unreadable<>("instanceId: is that of line " + earlier + " already");
            }
        }
        int count = instanceId.isPresent() ? 1 : counts.merge(order.account() + " " + hash, 1, Integer::sum);
        return new Reading.Read<>(new KeyedOrder(order, fileName + ":" + hash + ":" + count));
    }
}
