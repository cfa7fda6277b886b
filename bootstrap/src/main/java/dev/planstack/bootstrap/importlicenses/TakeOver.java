package dev.planstack.bootstrap.importlicenses;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.planstack.domain.account.AccountId;
import dev.planstack.domain.license.ForeignOrder;

/**
 * An order of the file that can be asked for.
 *
 * @param account whose it becomes
 */
record TakeOver(AccountId account, ForeignOrder order) {

    /** The body of the request: the same for the same order, however it was written in the file. */
    ObjectNode body() {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        order.instanceId().ifPresent(id -> body.put("instanceId", id.value()));
        order.sdks()
                .forEach(sdk ->
                        body.withArray("sdks").addObject().put("sdk", sdk.sdk()).put("edition", sdk.edition()));
        body.put("startsAt", order.startsAt().toString());
        body.put("expiresAt", order.expiresAt().toString());
        order.offering().ifPresent(id -> body.put("offering", id.value()));
        order.application().ifPresent(id -> body.put("application", id.value()));
        return body;
    }
}
