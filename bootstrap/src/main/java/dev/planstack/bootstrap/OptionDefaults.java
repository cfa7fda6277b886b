package dev.planstack.bootstrap;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Where an option comes from that is not given on the command line: {@code --settlement-delay} from the environment variable
 * {@code PLANSTACK_SETTLEMENT_DELAY}, else from the property {@code settlement-delay} of the file that {@code PLANSTACK_CONFIG}
 * names.
 */
final class OptionDefaults implements IDefaultValueProvider {

    private final Map<String, String> environment;

    OptionDefaults(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    @Override
    public @Nullable String defaultValue(ArgSpec argument) throws IOException {
        if (!(argument instanceof OptionSpec option) || option.usageHelp() || option.versionHelp()) {
            return null;
        }
        String name = option.longestName().replaceFirst("^--", "");
        String variable = "PLANSTACK_" + name.toUpperCase(Locale.ROOT).replace('-', '_');
        String fromEnvironment = environment.get(variable);
        return fromEnvironment != null ? fromEnvironment : fromFile(name).orElse(null);
    }

    private Optional<String> fromFile(String name) throws IOException {
        String file = environment.get("PLANSTACK_CONFIG");
        if (file == null) {
            return Optional.empty();
        }
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(Path.of(file))) {
            properties.load(reader);
        }
        return Optional.ofNullable(properties.getProperty(name));
    }
}
