package dev.planstack.bootstrap.importlicenses;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What a reader reads, as texts. */
final class Orders {
    private Orders() {}

    /** Each with its line: {@code 2 {'account':'acme'}}, or {@code 3 ! reason}. */
    static List<String> all(OrderReader reader) throws IOException {
        List<String> all = new ArrayList<>();
        for (OrderLine line = reader.next(); line != null; line = reader.next()) {
            all.add(line.number() + " "
                    + line.order()
                            .fold(
                                    order -> order.toString().replace('"', '\'').replace("\\'", "\\\""),
                                    reason -> "! " + reason));
        }
        return all;
    }
}
