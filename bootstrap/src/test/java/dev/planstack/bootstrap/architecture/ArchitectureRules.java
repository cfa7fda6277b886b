package dev.planstack.bootstrap.architecture;

import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaCodeUnitAccess;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The rules of the architecture. Each is a function of the root package, so that fixtures can break it. */
final class ArchitectureRules {

    static final List<String> DOMAIN_MAY_USE =
            List.of("java", "com.google.common", "org.jspecify", "com.google.errorprone.annotations");

    static final List<String> APPLICATION_MAY_USE =
            Stream.concat(DOMAIN_MAY_USE.stream(), Stream.of("org.slf4j")).toList();

    /** The accumulators of the domain; all else in it never changes. */
    static final Set<String> MUTABLE_IN_DOMAIN = Set.of(
            "AccountBook",
            "UsageLedger",
            "DeductionFold",
            "Stretches",
            "Stretch",
            "Work",
            "Fresh",
            "ChangeCollector",
            "Alerts",
            "BillingSwitches",
            "Trial",
            "Course",
            "Flow",
            "AdviceSearch",
            "LicenseBook",
            "HashChain");

    private static final List<String> DATABASES = List.of(
            "java.sql", "javax.sql", "org.jdbi", "org.sqlite", "org.postgresql", "org.flywaydb", "com.zaxxer.hikari");

    private static final List<String> HTTP_SERVERS = List.of("io.javalin", "org.eclipse.jetty", "jakarta.servlet");

    private static final List<String> JSON = List.of("com.fasterxml.jackson");

    /** Ambient time, zone, locale and randomness, as {@code class.method}; a star ends a prefix, () means no arguments. */
    private static final List<String> AMBIENT = List.of(
            "java.time.*.now",
            "java.time.Clock.system*",
            "java.time.Clock.tick*",
            "java.time.ZoneId.systemDefault",
            "java.lang.System.currentTimeMillis",
            "java.lang.System.nanoTime",
            "java.util.TimeZone.getDefault",
            "java.util.Calendar.getInstance",
            "java.util.Date.<init>()",
            "java.util.Locale.getDefault",
            "java.lang.String.toLowerCase()",
            "java.lang.String.toUpperCase()",
            "java.lang.String.formatted",
            "java.lang.Math.random",
            "java.util.Random.<init>()",
            "java.util.SplittableRandom.<init>()",
            "java.security.SecureRandom.<init>*",
            "java.util.concurrent.ThreadLocalRandom.*",
            "java.util.UUID.randomUUID",
            "java.util.Collections.shuffle");

    private static final Set<String> BINARY_NUMBERS =
            Set.of("double", "float", "java.lang.Double", "java.lang.Float", "[D", "[F");

    private static final List<String> MUTABLE_TYPES = List.of(
            "java.util.ArrayList",
            "java.util.LinkedList",
            "java.util.ArrayDeque",
            "java.util.HashMap",
            "java.util.LinkedHashMap",
            "java.util.TreeMap",
            "java.util.EnumMap",
            "java.util.HashSet",
            "java.util.LinkedHashSet",
            "java.util.TreeSet",
            "java.util.concurrent.",
            "java.util.Date",
            "java.lang.StringBuilder",
            "[");

    static final Rule LAYERS = new Rule(
            "layers",
            "belong to a module, and in it to a feature",
            (type, root) -> Modules.of(type, root)
                    .map(module -> Modules.featureOf(type, root, module))
                    .map(feature -> feature.isEmpty()
                                    || type.getPackageName().startsWith(root + ".bootstrap.")
                                    || Modules.FEATURES.contains(feature)
                            ? Stream.<String>empty()
                            : Stream.of("is in no feature: " + feature))
                    .orElseGet(() -> Stream.of("is in no module")));

    static final Rule MODULES = new Rule(
            "modules",
            "use only modules further in",
            (type, root) -> Modules.of(type, root).stream()
                    .flatMap(own -> uses(type)
                            .flatMap(used -> Modules.of(used, root).stream()
                                    .filter(other -> !other.equals(own)
                                            && !Modules.ALLOWED.get(own).contains(other))
                                    .map(other -> "of " + own + " uses " + used.getName() + " of " + other))));

    static final Rule ADAPTERS = new Rule(
            "adapters",
            "not know the other adapter, nor of an adapter more than its own package",
            (type, root) -> Stream.of("adapter-web", "adapter-persistence")
                    .filter(adapter -> !Modules.isIn(type, root, adapter))
                    .flatMap(adapter -> uses(type)
                            .filter(used -> Modules.isIn(used, root, adapter))
                            .filter(used -> !Modules.isIn(type, root, "bootstrap")
                                    || !Modules.featureOf(used, root, adapter).isEmpty())
                            .map(used -> "uses " + used.getName())));

    static final Rule FEATURES = new Rule(
            "features",
            "use only features before their own",
            (type, root) -> Modules.of(type, root).stream()
                    .filter(module -> !module.equals("bootstrap"))
                    .flatMap(module -> uses(type)
                            .filter(used -> Modules.isIn(used, root, module))
                            .filter(used ->
                                    after(Modules.featureOf(used, root, module), Modules.featureOf(type, root, module)))
                            .map(used -> "uses " + used.getName())));

    static final Rule DOMAIN_USES = new Rule(
            "domainuses",
            "in the domain use " + DOMAIN_MAY_USE,
            (type, root) -> outside(type, root, "domain", DOMAIN_MAY_USE));

    static final Rule APPLICATION_USES = new Rule(
            "applicationuses",
            "in the application use " + APPLICATION_MAY_USE,
            (type, root) -> outside(type, root, "application", APPLICATION_MAY_USE));

    static final Rule DATABASE = new Rule(
            "database",
            "know databases in adapter-persistence only, and where it is measured what they can do at most",
            (type, root) ->
                    only(type, DATABASES, Modules.isIn(type, root, "adapter-persistence") || isCeiling(type, root)));

    static final Rule HTTP = new Rule(
            "http",
            "know the HTTP server in adapter-web only, and where it is measured what it can do at most",
            (type, root) -> only(type, HTTP_SERVERS, Modules.isIn(type, root, "adapter-web") || isCeiling(type, root)));

    static final Rule JSON_ONLY = new Rule(
            "json",
            "know JSON in adapters and in commands that speak HTTP or read exports only",
            (type, root) -> only(
                    type,
                    JSON,
                    Modules.isIn(type, root, "adapter-web")
                            || Modules.isIn(type, root, "adapter-persistence")
                            || type.getPackageName().equals(root + ".bootstrap.importing")
                            || type.getPackageName().equals(root + ".bootstrap.importlicenses")
                            || type.getPackageName().equals(root + ".bootstrap.importlog")
                            || type.getPackageName().equals(root + ".bootstrap.verify")
                            || type.getPackageName().equals(root + ".bootstrap.demo")
                            || type.getPackageName().equals(root + ".bootstrap.bench")
                            || isCeiling(type, root)));

    /** With what the command {@code verify} reaches the data that it checks. */
    private static final List<String> REACHES_DATA = List.of(
            ".bootstrap.transfer.DatabaseOption",
            ".persistence.WholeDatabase",
            ".application.shared.StorageRefusedException");

    static final Rule VERIFY = new Rule(
            "verify",
            "as checks of the data share no code with what made it, but for the command that opens it",
            (type, root) -> type.getPackageName().equals(root + ".bootstrap.verify")
                    ? uses(type)
                            .filter(used -> used.getName().startsWith(root + ".")
                                    && !used.getPackageName().equals(type.getPackageName()))
                            .filter(used -> !type.getSimpleName().equals("VerifyCommand")
                                    || REACHES_DATA.stream()
                                            .noneMatch(name -> used.getName().equals(root + name)))
                            .map(used -> "uses " + used.getName())
                    : Stream.empty());

    /** Driven ports that are answered over HTTP. */
    private static final String ANSWERED_BY_WEB = ".application.webhook.WebhookSender";

    static final Rule WEB_PORTS = new Rule(
            "webports",
            "in adapter-web touch no driven port but the one that it implements",
            (type, root) -> Modules.isIn(type, root, "adapter-web")
                    ? uses(type)
                            .filter(used -> isMarked(used, root, "DrivenPort"))
                            .filter(used -> !used.getName().equals(root + ANSWERED_BY_WEB))
                            .map(used -> "uses " + used.getName())
                    : Stream.empty());

    static final Rule PORTS_MARKED = new Rule(
            "portsmarked",
            "outside implement marked ports only",
            (type, root) -> Modules.isIn(type, root, "application")
                    ? Stream.empty()
                    : type.getRawInterfaces().stream()
                            .filter(port -> Modules.isIn(port, root, "application"))
                            .filter(port -> !isMarked(port, root, "DrivenPort") && !isMarked(port, root, "QueryPort"))
                            .map(port -> "implements " + port.getName() + ", which is not marked as a port"));

    static final Rule PORT_TYPES = new Rule(
            "porttypes",
            "as ports speak of the JDK's and the own values only",
            (type, root) -> isMarked(type, root, "DrivenPort") || isMarked(type, root, "QueryPort")
                    ? type.getMethods().stream()
                            .flatMap(ArchitectureRules::signature)
                            .map(JavaClass::getBaseComponentType)
                            .filter(t -> !t.isPrimitive()
                                    && !startsWithAny(t, List.of("java.lang", "java.util", "java.time", "java.math"))
                                    && !Modules.isIn(t, root, "domain")
                                    && !Modules.isIn(t, root, "application"))
                            .map(t -> "speaks of " + t.getName())
                    : Stream.empty());

    static final Rule NO_AMBIENT = new Rule(
            "ambient",
            "outside bootstrap take time, zone, locale and chance from outside",
            (type, root) -> Modules.isIn(type, root, "bootstrap")
                    ? Stream.empty()
                    : type.getAccessesFromSelf().stream()
                            .map(JavaAccess::getTarget)
                            .filter(ArchitectureRules::isAmbient)
                            .map(t -> "uses " + t.getFullName()));

    static final Rule NO_BINARY_NUMBERS = new Rule(
            "binarynumbers",
            "not count in double or float",
            (type, root) -> Stream.of("domain", "application", "adapter-persistence")
                                    .anyMatch(m -> Modules.isIn(type, root, m))
                            && !type.isAssignableTo(LinkedHashMap.class)
                    ? Stream.concat(
                            type.getMembers().stream()
                                    .filter(m -> signature(m).anyMatch(t -> BINARY_NUMBERS.contains(t.getName())))
                                    .map(m -> "has " + m.getFullName()),
                            type.getCodeUnitAccessesFromSelf().stream()
                                    .map(JavaCodeUnitAccess::getTarget)
                                    .filter(ArchitectureRules::involvesBinaryNumbers)
                                    .map(t -> "uses " + t.getFullName()))
                    : Stream.empty());

    static final Rule IMMUTABLE = new Rule(
            "immutable",
            "in the domain never change, but for " + MUTABLE_IN_DOMAIN,
            (type, root) -> Modules.isIn(type, root, "domain") && !MUTABLE_IN_DOMAIN.contains(type.getSimpleName())
                    ? type.getFields().stream()
                            .filter(f -> !f.getModifiers().contains(JavaModifier.SYNTHETIC))
                            .filter(f -> !f.getModifiers().contains(JavaModifier.FINAL) || isMutable(f))
                            .map(f -> "can change " + f.getName())
                    : Stream.empty());

    static final Rule NO_THROWABLES = new Rule(
            "throwables",
            "in the domain be no Throwable",
            (type, root) -> Modules.isIn(type, root, "domain") && type.isAssignableTo(Throwable.class)
                    ? Stream.of("is one")
                    : Stream.empty());

    static final Rule MAPPERS = new Rule(
            "mappers",
            "as mappers use a shared configuration",
            (type, root) -> type.getAnnotations().stream()
                    .filter(a -> a.getRawType().getName().equals("org.mapstruct.Mapper"))
                    .filter(a -> !hasSharedConfig(a))
                    .map(a -> "is a mapper of its own making"));

    static final List<Rule> ALL = List.of(
            LAYERS,
            MODULES,
            ADAPTERS,
            FEATURES,
            DOMAIN_USES,
            APPLICATION_USES,
            DATABASE,
            HTTP,
            JSON_ONLY,
            VERIFY,
            WEB_PORTS,
            PORTS_MARKED,
            PORT_TYPES,
            NO_AMBIENT,
            NO_BINARY_NUMBERS,
            IMMUTABLE,
            NO_THROWABLES,
            MAPPERS);

    private ArchitectureRules() {}

    private static boolean isCeiling(JavaClass type, String root) {
        return type.getPackageName().equals(root + ".bootstrap.bench.ceiling");
    }

    private static Stream<JavaClass> uses(JavaClass type) {
        return type.getDirectDependenciesFromSelf().stream()
                .map(d -> d.getTargetClass().getBaseComponentType());
    }

    private static boolean after(String feature, String own) {
        return !own.isEmpty()
                && (feature.isEmpty() || Modules.FEATURES.indexOf(feature) > Modules.FEATURES.indexOf(own));
    }

    private static Stream<String> outside(JavaClass type, String root, String module, List<String> allowed) {
        return Modules.isIn(type, root, module)
                ? uses(type)
                        .filter(used -> !used.isPrimitive()
                                && Modules.of(used, root).isEmpty()
                                && !startsWithAny(used, allowed))
                        .map(used -> "uses " + used.getName())
                : Stream.empty();
    }

    private static Stream<String> only(JavaClass type, List<String> packages, boolean allowed) {
        return allowed
                ? Stream.empty()
                : uses(type).filter(used -> startsWithAny(used, packages)).map(used -> "uses " + used.getName());
    }

    private static boolean startsWithAny(JavaClass type, List<String> packages) {
        return packages.stream().anyMatch(p -> (type.getPackageName() + ".").startsWith(p + "."));
    }

    private static boolean isMarked(JavaClass type, String root, String marker) {
        String annotation = root + ".application.shared." + marker;
        return type.isAnnotatedWith(annotation)
                || type.getEnclosingClass().map(c -> isMarked(c, root, marker)).orElse(false);
    }

    private static Stream<JavaClass> signature(JavaMember member) {
        return member instanceof JavaField field
                ? field.getType().getAllInvolvedRawTypes().stream()
                : Stream.concat(
                        ((JavaCodeUnit) member).getReturnType().getAllInvolvedRawTypes().stream(),
                        ((JavaCodeUnit) member)
                                .getParameterTypes().stream().flatMap(t -> t.getAllInvolvedRawTypes().stream()));
    }

    private static boolean involvesBinaryNumbers(AccessTarget.CodeUnitAccessTarget target) {
        // the load factor, without which no map tells the entry used longest ago
        return !target.getOwner().isAssignableTo(LinkedHashMap.class)
                && Stream.concat(Stream.of(target.getRawReturnType()), target.getRawParameterTypes().stream())
                        .anyMatch(t -> BINARY_NUMBERS.contains(t.getName()));
    }

    private static boolean isMutable(JavaField field) {
        String type = field.getRawType().getName();
        return MUTABLE_TYPES.stream().anyMatch(type::startsWith);
    }

    private static boolean isAmbient(AccessTarget target) {
        String name = target.getOwner().getName() + "." + target.getName();
        boolean noArguments = target instanceof AccessTarget.CodeUnitAccessTarget unit
                && unit.getRawParameterTypes().isEmpty();
        boolean formatsWithoutLocale = name.equals("java.lang.String.format")
                && target instanceof AccessTarget.CodeUnitAccessTarget unit
                && unit.getRawParameterTypes().get(0).isEquivalentTo(String.class);
        return formatsWithoutLocale || AMBIENT.stream().anyMatch(a -> matches(a, name, noArguments));
    }

    private static boolean matches(String ambient, String name, boolean noArguments) {
        if (ambient.endsWith("()")) {
            return noArguments && name.equals(ambient.substring(0, ambient.length() - 2));
        }
        int star = ambient.indexOf('*');
        return star < 0
                ? name.equals(ambient)
                : name.startsWith(ambient.substring(0, star)) && name.endsWith(ambient.substring(star + 1));
    }

    private static boolean hasSharedConfig(JavaAnnotation<JavaClass> mapper) {
        return mapper.tryGetExplicitlyDeclaredProperty("config")
                .filter(JavaClass.class::isInstance)
                .map(JavaClass.class::cast)
                .filter(config -> config.isAnnotatedWith("org.mapstruct.MapperConfig"))
                .isPresent();
    }
}
