package dev.planstack.bootstrap.importing;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The key that the service knows the operator by.
 *
 * @param variable the environment variable that it came from
 */
public record ApiKey(String variable, String secret) {
    private static final List<String> VARIABLES = List.of("PLANSTACK_API_KEY", "PLANSTACK_ADMIN_KEY");

    private static final Pattern PRINTABLE = Pattern.compile("[!-~]+");

    /**
     * The key that the environment has.
     *
     * @param may what it must be allowed to do, such as {@code send usage}
     * @throws ImportStoppedException if there is none, or none that can be one
     */
    public static ApiKey from(Map<String, String> environment, String may) {
        for (String variable : VARIABLES) {
            String secret = environment.getOrDefault(variable, "").strip();
            if (PRINTABLE.matcher(secret).matches()) {
                return new ApiKey(variable, secret);
            }
            if (!secret.isEmpty()) {
                throw new ImportStoppedException("The key in " + variable + " has characters that no key has.");
            }
        }
        throw new ImportStoppedException(
                "Set the environment variable PLANSTACK_API_KEY to a key that may " + may + ".");
    }

    @Override
    public String toString() {
        return "the key in " + variable;
    }
}
