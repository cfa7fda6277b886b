package dev.planstack.web.shared;

import com.google.common.collect.ImmutableSet;
import dev.planstack.application.shared.Caller;
import dev.planstack.application.shared.Scope;
import java.util.stream.Collectors;

/** What a key must be for to use a route. {@code docs/access-control.md} lists all routes with theirs. */
public enum Needs {
    /** No key. */
    NOTHING(ImmutableSet.of(), true),
    /** To read what is everybody's, or of an account that the caller may reach. */
    READ(ImmutableSet.of(Scope.READ), true),
    /** To send usage of accounts that the caller may reach. */
    INGEST(ImmutableSet.of(Scope.INGEST), true),
    /** To ask what both who reads and who sends usage must know of an account that the caller may reach. */
    READ_OR_INGEST(ImmutableSet.of(Scope.READ, Scope.INGEST), true),
    /** To change something of an account that the caller may reach. */
    ADMIN(ImmutableSet.of(Scope.ADMIN), true),
    /** To read what belongs to all accounts together; nothing for a key that is bound to one. */
    READ_ALL(ImmutableSet.of(Scope.READ), false),
    /** To do what concerns all accounts; nothing for a key that is bound to one. */
    ADMIN_ALL(ImmutableSet.of(Scope.ADMIN), false);

    private final ImmutableSet<Scope> oneOf;
    private final boolean alsoBound;

    Needs(ImmutableSet<Scope> oneOf, boolean alsoBound) {
        this.oneOf = oneOf;
        this.alsoBound = alsoBound;
    }

    /**
     * Goes on only if the caller has what is needed.
     *
     * @throws ProblemException {@link ProblemType#FORBIDDEN}, for which neither path nor body matter
     */
    void check(Caller caller) {
        if (this == NOTHING) {
            return;
        }
        if (!caller.may(oneOf)) {
            throw ProblemType.FORBIDDEN.problem("This needs a key with the scope " + scopes() + ".");
        }
        if (caller.isBound() && !alsoBound) {
            throw ProblemType.FORBIDDEN.problem(
                    "This concerns all accounts, and the key is bound to one; use a key that is not.");
        }
    }

    /** Whether it is for changing something. */
    boolean writes() {
        return this == INGEST || this == ADMIN || this == ADMIN_ALL;
    }

    private String scopes() {
        return oneOf.contains(Scope.ADMIN)
                ? Scope.ADMIN.code()
                : oneOf.stream().map(Scope::code).sorted().collect(Collectors.joining(" or ", "", " or "))
                        + Scope.ADMIN.code();
    }
}
