package dev.planstack.bootstrap.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

/** The rules hold for the classes of all modules, see all of them, and catch what breaks them. */
class ArchitectureTest {

    private static final String ROOT = "dev.planstack";
    private static final String FIXTURES = ArchitectureTest.class.getPackageName() + ".fixture";

    /** In the reactor sibling modules are jars, and so are their fixtures for tests. */
    private static final ImportOption NO_TEST_JARS = location -> !location.contains("-tests.jar");

    private static final JavaClasses MODULES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(NO_TEST_JARS)
            .importPackages(ROOT);

    static final List<Rule> RULES = ArchitectureRules.ALL;

    @DisplayName("holds for all modules")
    @ParameterizedTest(name = "{0}")
    @FieldSource("RULES")
    void holds(Rule rule) {
        rule.below(ROOT).check(MODULES);
    }

    @DisplayName("is broken by its fixture, class by class")
    @ParameterizedTest(name = "{0}")
    @FieldSource("RULES")
    void catches(Rule rule) {
        String root = FIXTURES + "." + rule.name();
        JavaClasses fixture = new ClassFileImporter().importPackages(root);
        List<String> broken = fixture.stream()
                .filter(c -> c.getSimpleName().startsWith("Breaks"))
                .map(JavaClass::getName)
                .toList();
        assertThat(broken).as("classes Breaks… in %s", root).isNotEmpty();
        assertThatThrownBy(() -> rule.below(root).check(fixture))
                .isInstanceOf(AssertionError.class)
                .satisfies(e -> {
                    for (String name : broken) {
                        assertThat(e.getMessage()).contains("\n" + name + " ");
                    }
                    fixture.stream()
                            .filter(c -> c.getSimpleName().startsWith("Keeps"))
                            .forEach(c -> assertThat(e.getMessage()).doesNotContain("\n" + c.getName() + " "));
                });
    }

    @DisplayName("the rules see the classes of every module and feature")
    @ParameterizedTest(name = "{0}")
    @CsvSource({"domain, 60", "application, 40", "web, 15", "persistence, 15"})
    void sees(String module, int atLeast) {
        Set<String> features = MODULES.stream()
                .map(JavaClass::getPackageName)
                .filter(p -> p.startsWith(ROOT + "." + module + "."))
                .map(p -> p.substring((ROOT + "." + module + ".").length()))
                .collect(Collectors.toSet());
        // webhooks and API keys are no matter of the domain, and the console is one of the web alone
        assertThat(features)
                .containsAll(Modules.FEATURES.stream()
                        .filter(f -> !module.equals("domain")
                                || !Set.of("webhook", "apikey").contains(f))
                        .filter(f -> module.equals("web") || !f.equals("console"))
                        .toList());
        assertThat(MODULES.stream().filter(c -> c.getPackageName().startsWith(ROOT + "." + module)))
                .hasSizeGreaterThan(atLeast);
    }

    @Test
    @DisplayName("the rules see the program, no tests, and the accumulators that they name")
    void seesBootstrap() {
        Set<String> names = MODULES.stream().map(JavaClass::getSimpleName).collect(Collectors.toSet());
        assertThat(names).containsAll(ArchitectureRules.MUTABLE_IN_DOMAIN).contains("ImportLogCommand", "DrivenPort");
        assertThat(names).doesNotContain("ArchitectureTest", "Given");
        assertThat(Stream.of("DrivenPort", "QueryPort"))
                .allMatch(marker ->
                        MODULES.stream().anyMatch(c -> c.isAnnotatedWith(ROOT + ".application.shared." + marker)));
    }
}
