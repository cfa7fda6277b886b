package dev.planstack.bootstrap.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the rules and the README's diagram both speak of: the modules, which may use which, and the order of features. */
final class Modules {

    /** Module to the modules that it may use. */
    static final Map<String, Set<String>> ALLOWED = Map.of(
            "domain", Set.of(),
            "application", Set.of("domain"),
            "adapter-web", Set.of("application", "domain"),
            "adapter-persistence", Set.of("application", "domain"),
            "bootstrap", Set.of("domain", "application", "adapter-web", "adapter-persistence"));

    /** Features, each of which may use those before it in its own module. */
    static final List<String> FEATURES = List.of(
            "shared", "meter", "account", "plan", "license", "billing", "runway", "webhook", "apikey", "console");

    private Modules() {}

    /** The first part of the package below the root: {@code domain}, {@code web} … */
    static String packageOf(String module) {
        return module.replace("adapter-", "");
    }

    /** The module of a class below the root; empty for a class from elsewhere. */
    static Optional<String> of(JavaClass type, String root) {
        return ALLOWED.keySet().stream().filter(m -> isIn(type, root, m)).findFirst();
    }

    static boolean isIn(JavaClass type, String root, String module) {
        String name = root + "." + packageOf(module);
        return type.getPackageName().equals(name) || type.getPackageName().startsWith(name + ".");
    }

    /** The feature of a class: its package below the module's; empty in the module's own package. */
    static String featureOf(JavaClass type, String root, String module) {
        String below = type.getPackageName().substring((root + "." + packageOf(module)).length());
        return below.isEmpty() ? "" : below.substring(1);
    }
}
