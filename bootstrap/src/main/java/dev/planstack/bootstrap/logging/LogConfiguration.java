package dev.planstack.bootstrap.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ConfiguratorRank;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.spi.ContextAwareBase;
import java.util.Map;

/**
 * Logs go to the standard error: as lines, or as JSON objects where {@code PLANSTACK_LOG} is {@code json}; {@code PLANSTACK_LOG_LEVEL}
 * sets the level. A configuration file that logback finds, or is told of, comes first.
 *
 * <p>It is no such file itself, because reading one takes a tenth of the time that Planstack needs to start.
 */
@ConfiguratorRank(LogConfiguration.AFTER_FILES)
public final class LogConfiguration extends ContextAwareBase implements Configurator {

    static final int AFTER_FILES = (ConfiguratorRank.NOMINAL + ConfiguratorRank.FALLBACK) / 2;

    /** One line an event: line breaks that came from outside are taken out. */
    private static final String PATTERN =
            "%d{yyyy-MM-dd'T'HH:mm:ss.SSSX,UTC} %-5level [%X{request:--}] %logger{20} %replace(%msg){'[\\r\\n]+',' '}%n%ex{full}%nopex";

    private final Map<String, String> environment;

    /** The configuration that the environment of this process asks for. */
    public LogConfiguration() {
        this(System.getenv());
    }

    private LogConfiguration(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public ExecutionStatus configure(LoggerContext logs) {
        Logger root = logs.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.INFO);
        root.addAppender(appender(logs));
        logs.getLogger("dev.planstack").setLevel(Level.toLevel(environment.get("PLANSTACK_LOG_LEVEL"), Level.INFO));
        logs.getLogger("org.eclipse.jetty").setLevel(Level.WARN);
        // that a port is taken is told by the command, in one line
        logs.getLogger("io.javalin").setLevel(Level.OFF);
        logs.getLogger("org.flywaydb").setLevel(Level.WARN);
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    private ConsoleAppender<ILoggingEvent> appender(LoggerContext logs) {
        Encoder<ILoggingEvent> encoder = "json".equals(environment.get("PLANSTACK_LOG")) ? json() : lines();
        encoder.setContext(logs);
        encoder.start();
        ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
        appender.setContext(logs);
        appender.setTarget("System.err");
        appender.setEncoder(encoder);
        appender.start();
        return appender;
    }

    private static Encoder<ILoggingEvent> lines() {
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setPattern(PATTERN);
        return encoder;
    }

    private static Encoder<ILoggingEvent> json() {
        JsonEncoder encoder = new JsonEncoder();
        encoder.setWithSequenceNumber(false);
        encoder.setWithNanoseconds(false);
        encoder.setWithContext(false);
        encoder.setWithMessage(false);
        encoder.setWithArguments(false);
        encoder.setWithFormattedMessage(true);
        return encoder;
    }
}
