package dev.planstack.web.shared;

import dev.planstack.domain.account.AccountId;
import dev.planstack.domain.license.LicenseOrderId;
import java.util.Map;
import java.util.Optional;

/**
 * The account that a path leads to: the one that it names, or the one of the license order that it names.
 *
 * @param account the account
 * @param kind what the path names, for example "license order"
 * @param name the name that the path has for it
 */
record PathOwner(AccountId account, String kind, String name) {

    /** Who owns what a path with these parameters leads to; empty if it leads to no single account. */
    static Optional<PathOwner> of(Map<String, String> parameters) {
        String account = parameters.get("account");
        if (account != null) {
            return Optional.of(new PathOwner(new AccountId(account), "account", account));
        }
        return Optional.ofNullable(parameters.get("order"))
                .flatMap(order -> LicenseOrderId.parse(order)
                        .<Optional<PathOwner>>fold(
                                id -> Optional.of(new PathOwner(id.account(), "license order", order)),
                                fault -> Optional.empty()));
    }
}
