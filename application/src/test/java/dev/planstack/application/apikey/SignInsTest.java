package dev.planstack.application.apikey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.planstack.application.shared.Caller;
import dev.planstack.application.shared.Chance;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

/** How long, and how many, people are signed in. */
class SignInsTest {

    private static final KeyText KEY = new KeyText("the operator's");

    /** Numbers that come one after the other. */
    private static final class Counting implements Chance {

        private int next;

        @Override
        public byte[] bytes(int count) {
            next++;
            return ByteBuffer.allocate(count).putInt(next).array();
        }

        @Override
        public long below(long bound) {
            return 0;
        }
    }

    /** Close to where nanoseconds run over. */
    private long nanos = Long.MAX_VALUE - 1;

    // never asked for a key that is kept
    @SuppressWarnings("NullAway")
    private final SignIns signIns =
            new SignIns(new ApiKeys(null, null, null, null, KEY.hash(), false), new Counting(), () -> nanos);

    private String begin() {
        return signIns.begin(KEY).orElseThrow();
    }

    @Test
    void nobody_signs_in_with_a_key_that_is_not_known() {
        assertThat(signIns.begin(new KeyText("another"))).isEmpty();
        assertThat(signIns.caller("another")).isEmpty();
    }

    @Test
    void a_token_is_good_until_it_is_ended() {
        String mine = begin();
        String other = begin();
        assertThat(mine).isNotEqualTo(other);
        signIns.end(mine);
        assertThat(signIns.caller(mine)).isEmpty();
        assertThat(signIns.caller(other)).contains(Caller.OPERATOR);
    }

    @Test
    void a_token_is_good_for_so_long() {
        String token = begin();
        nanos += SignIns.LASTS.toNanos() - 1;
        assertThat(signIns.caller(token)).contains(Caller.OPERATOR);
        nanos++;
        assertThat(signIns.caller(token)).isEmpty();
        assertThat(signIns.caller(begin())).contains(Caller.OPERATOR);
    }

    @Test
    void the_oldest_goes_where_there_would_be_too_many() {
        String first = begin();
        String second = begin();
        for (int i = 2; i < SignIns.MAX; i++) {
            String unused = begin();
        }
        assertThat(signIns.caller(first)).isPresent();
        String last = begin();
        assertThat(signIns.caller(first)).isEmpty();
        assertThat(signIns.caller(second)).isPresent();
        assertThat(signIns.caller(last)).isPresent();
    }
}
