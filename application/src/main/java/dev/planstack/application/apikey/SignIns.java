package dev.planstack.application.apikey;

import dev.planstack.application.shared.Caller;
import dev.planstack.application.shared.Chance;
import java.time.Duration;
import java.util.Base64;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * People who signed in with a key, known by a token each. What they may do is asked of the key at each request, so a key that is taken away
 * ends what it began. They are held in memory, only so many and for so long: a restart signs everybody out.
 */
public final class SignIns {

    /** The oldest is signed out where there would be more. */
    static final int MAX = 1_000;

    /** How long a sign-in lasts. */
    static final Duration LASTS = Duration.ofHours(12);

    private static final int TOKEN_BYTES = 32;

    private record SignIn(KeyHolder holder, long since) {}

    private final ApiKeys keys;
    private final Chance chance;
    private final LongSupplier nanos;

    /** By token, oldest first. */
    private final Map<String, SignIn> open = new LinkedHashMap<>();

    /**
     * Nobody yet.
     *
     * @param nanos a clock that never goes back, in nanoseconds since any origin
     */
    public SignIns(ApiKeys keys, Chance chance, LongSupplier nanos) {
        this.keys = keys;
        this.chance = chance;
        this.nanos = nanos;
    }

    /** Signs in who has this key, and answers with the token; empty if nobody has it. */
    public Optional<String> begin(KeyText key) {
        return keys.holder(key).map(holder -> {
            String token = Base64.getUrlEncoder().withoutPadding().encodeToString(chance.bytes(TOKEN_BYTES));
            add(token, holder);
            return token;
        });
    }

    private synchronized void add(String token, KeyHolder holder) {
        long now = nanos.getAsLong();
        open.put(token, new SignIn(holder, now));
        Iterator<SignIn> oldest = open.values().iterator();
        for (SignIn signIn = oldest.next(); open.size() > MAX || isOver(signIn, now); signIn = oldest.next()) {
            oldest.remove();
        }
    }

    /** Who signed in with this token; empty if nobody did, or not any more. */
    public Optional<Caller> caller(String token) {
        return holder(token).flatMap(keys::caller);
    }

    private synchronized Optional<KeyHolder> holder(String token) {
        return Optional.ofNullable(open.get(token))
                .filter(signIn -> !isOver(signIn, nanos.getAsLong()))
                .map(SignIn::holder);
    }

    private static boolean isOver(SignIn signIn, long now) {
        return now - signIn.since() >= LASTS.toNanos();
    }

    /** Signs out. */
    public synchronized void end(String token) {
        open.remove(token);
    }
}
