package dev.planstack.bootstrap.serve;

import java.lang.management.ManagementFactory;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import javax.management.JMException;
import javax.management.ObjectName;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Memory that the virtual machine holds outside of the heap. */
final class NativeMemory {

    private static final Logger LOG = LoggerFactory.getLogger(NativeMemory.class);

    private static final int SECONDS_TO_SETTLE = 10;

    private NativeMemory() {}

    /**
     * Gives the system back what starting took and left behind, some seconds from now: the virtual machine and its allocator would
     * keep it, which is a seventh of all memory of a service at rest.
     */
    static void giveBackSoon() {
        Executor later = CompletableFuture.delayedExecutor(SECONDS_TO_SETTLE, TimeUnit.SECONDS);
        CompletableFuture<Void> unused = CompletableFuture.runAsync(NativeMemory::giveBack, later);
    }

    private static void giveBack() {
        System.gc();
        try {
            Object unused = ManagementFactory.getPlatformMBeanServer()
                    .invoke(
                            new ObjectName("com.sun.management:type=DiagnosticCommand"),
                            "systemTrimNativeHeap",
                            new Object[0],
                            new String[0]);
        } catch (JMException e) {
            LOG.debug("this virtual machine cannot give memory back", e);
        }
    }
}
