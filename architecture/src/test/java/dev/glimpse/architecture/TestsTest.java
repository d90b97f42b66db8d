package dev.glimpse.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Test;
import org.junit.platform.commons.annotation.Testable;

/** What tests have to keep to. */
class TestsTest {

    private static JavaClasses tests;

    @BeforeAll
    static void look_at_the_tests() {
        tests = House.testClasses();
    }

    @Test
    void enough_tests_are_seen() {
        assertThat(tests.stream().filter(type -> type.getSimpleName().endsWith("Test")))
                .hasSizeGreaterThan(40);
    }

    @Test
    void a_test_name_is_a_sentence() {
        methods()
                .that()
                .areMetaAnnotatedWith(Testable.class)
                .should()
                .haveNameMatching("[a-zA-Z0-9]+(_[a-zA-Z0-9]+)+")
                .andShould()
                .notBePublic()
                .check(tests);
    }

    @Test
    void no_test_is_switched_off() {
        noMethods().should().beAnnotatedWith(Disabled.class).check(tests);
        noClasses().should().beAnnotatedWith(Disabled.class).check(tests);
    }

    @Test
    void no_test_sleeps() {
        noClasses().should().callMethod(Thread.class, "sleep", long.class).check(tests);
        noClasses()
                .should()
                .callMethod(Thread.class, "sleep", java.time.Duration.class)
                .check(tests);
    }

    @Test
    void test_classes_run_under_surefire() {
        classes()
                .that()
                .containAnyMethodsThat(com.tngtech.archunit.base.DescribedPredicate.describe(
                        "are tests", method -> method.isMetaAnnotatedWith(Testable.class)))
                .and()
                .areTopLevelClasses()
                .and()
                .areNotInterfaces()
                .and()
                .doNotHaveModifier(com.tngtech.archunit.core.domain.JavaModifier.ABSTRACT)
                .should()
                .haveSimpleNameEndingWith("Test")
                .check(tests);
    }
}
