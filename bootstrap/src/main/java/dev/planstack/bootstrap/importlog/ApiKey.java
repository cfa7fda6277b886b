package dev.planstack.bootstrap.importlog;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The key that the service knows the operator by.
 *
 * @param variable the environment variable that it came from
 */
record ApiKey(String variable, String secret) {
    private static final List<String> VARIABLES = List.of("PLANSTACK_API_KEY", "PLANSTACK_ADMIN_KEY");

    private static final Pattern PRINTABLE = Pattern.compile("[!-~]+");

    static ApiKey from(Map<String, String> environment) {
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
                "Set the environment variable PLANSTACK_API_KEY to a key that may send usage.");
    }

    @Override
    public String toString() {
        return "the key in " + variable;
    }
}
