package dev.planstack.bootstrap.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/**
 * A rule over all classes below a root package, so that it is never a rule over nothing, and can be run on the modules and on a
 * fixture alike.
 *
 * @param name also the package of the fixture that breaks it
 * @param text what holds
 * @param violations what a class does against it, given the root package
 */
record Rule(String name, String text, BiFunction<JavaClass, String, Stream<String>> violations) {

    ArchRule below(String root) {
        return classes().that().resideInAPackage(root + "..").should(new ArchCondition<>(text) {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                violations
                        .apply(type, root)
                        .distinct()
                        .forEach(v -> events.add(SimpleConditionEvent.violated(type, type.getName() + " " + v)));
            }
        });
    }

    @Override
    public String toString() {
        return name + ": classes should " + text;
    }
}
