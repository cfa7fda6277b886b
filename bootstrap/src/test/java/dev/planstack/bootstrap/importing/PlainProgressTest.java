package dev.planstack.bootstrap.importing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PlainProgressTest {

    @Test
    void shows_a_line_every_other_second_and_one_at_the_end() {
        ManualTiming timing = new ManualTiming();
        StringWriter text = new StringWriter();
        try (Progress progress = new PlainProgress(new PrintWriter(text), "access.log", 60, timing)) {
            for (int bytes = 1; bytes <= 60; bytes++) {
                timing.sleep(Duration.ofMillis(100));
                progress.at(bytes);
            }
        }

        assertThat(text.toString().lines())
                .containsExactly(
                        "access.log: 20 of 60 bytes read",
                        "access.log: 40 of 60 bytes read",
                        "access.log: 60 of 60 bytes read",
                        "access.log: 60 of 60 bytes read");
    }
}
