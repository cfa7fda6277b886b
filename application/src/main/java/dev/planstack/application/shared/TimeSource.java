package dev.planstack.application.shared;

import java.time.Instant;

/** Tells the time of day. */
@DrivenPort
@FunctionalInterface
public interface TimeSource {

    /** The instant that it is now. */
    Instant now();
}
