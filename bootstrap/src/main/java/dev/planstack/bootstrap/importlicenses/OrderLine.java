package dev.planstack.bootstrap.importlicenses;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.planstack.bootstrap.importing.Reading;

/**
 * What stands in a file for one order.
 *
 * @param number the number of the line that it begins in, counted from 1
 * @param order its fields as the API names them, and the account; nothing is checked but that they can be told apart
 */
record OrderLine(long number, Reading<ObjectNode> order) {

    static OrderLine unreadable(long number, String reason) {
        return new OrderLine(number, new Reading.Unreadable<>(reason));
    }
}
