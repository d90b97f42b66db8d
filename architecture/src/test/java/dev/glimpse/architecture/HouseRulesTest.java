package dev.glimpse.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import dev.glimpse.data.offender.Offender;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class HouseRulesTest {

    /** Far below the true number, far above what an import of the wrong folders would find. */
    private static final int ENOUGH_CLASSES = 400;

    private static final Map<String, ArchRule> RULES = Map.ofEntries(
            Map.entry("libtorch has one door", Rules.LIBTORCH_HAS_ONE_DOOR),
            Map.entry("ONNX Runtime has one door", Rules.ONNX_RUNTIME_HAS_ONE_DOOR),
            Map.entry("OpenCV has one door", Rules.OPENCV_HAS_ONE_DOOR),
            Map.entry("Tribuo has one door", Rules.CLASSICAL_LEARNERS_HAVE_ONE_DOOR),
            Map.entry("XGBoost has one door", Rules.XGBOOST_HAS_ONE_DOOR),
            Map.entry("LibSVM has one door", Rules.LIBSVM_HAS_ONE_DOOR),
            Map.entry("native pointers stay behind the doors", Rules.NATIVE_POINTERS_STAY_BEHIND_THE_DOORS),
            Map.entry("only the command prints", Rules.ONLY_THE_COMMAND_PRINTS),
            Map.entry("only the command ends the process", Rules.ONLY_THE_COMMAND_ENDS_THE_PROCESS),
            Map.entry("no error is nameless", Rules.NO_ERROR_IS_NAMELESS),
            Map.entry("no java.util.logging", Rules.NO_JAVA_UTIL_LOGGING),
            Map.entry("nothing is serializable", Rules.NOTHING_IS_SERIALIZABLE),
            Map.entry("input runs no code", Rules.INPUT_RUNS_NO_CODE),
            Map.entry("chance comes from a seed", Rules.CHANCE_COMES_FROM_A_SEED),
            Map.entry("names say what a class is", Rules.NAMES_SAY_WHAT_A_CLASS_IS),
            Map.entry("layers are made by factories", Rules.LAYERS_ARE_MADE_BY_FACTORIES),
            Map.entry("files are paths", Rules.FILES_ARE_PATHS),
            Map.entry("accessors are named after what they give", Rules.ACCESSORS_ARE_NAMED_AFTER_WHAT_THEY_GIVE));

    private static JavaClasses house;
    private static JavaClasses offenders;

    @BeforeAll
    static void look_at_the_classes() {
        house = House.classes();
        offenders = new ClassFileImporter().importPackagesOf(Offender.class);
    }

    @Test
    void the_classes_of_every_module_are_seen() {
        assertThat(house.size()).isGreaterThan(ENOUGH_CLASSES);
        for (String module : House.ARROWS.keySet()) {
            assertThat(house.containPackage("dev.glimpse." + module))
                    .as("classes of module " + module)
                    .isTrue();
        }
    }

    @TestFactory
    Stream<DynamicTest> every_house_rule_holds() {
        return RULES.entrySet().stream()
                .map(rule -> DynamicTest.dynamicTest(
                        rule.getKey(), () -> rule.getValue().check(house)));
    }

    @TestFactory
    Stream<DynamicTest> every_house_rule_catches_its_offender() {
        return RULES.entrySet().stream()
                .map(rule -> DynamicTest.dynamicTest(rule.getKey(), () -> assertThatThrownBy(
                                () -> rule.getValue().check(offenders))
                        .isInstanceOf(AssertionError.class)
                        .hasMessageContaining("Offend")));
    }

    @TestFactory
    Stream<DynamicTest> every_module_keeps_to_its_arrows() {
        return House.ARROWS.keySet().stream()
                .filter(module -> !module.equals("architecture"))
                .map(module -> DynamicTest.dynamicTest(
                        module, () -> Rules.arrowsOf(module).check(house)));
    }

    @Test
    void an_arrow_that_points_up_is_caught() {
        assertThatThrownBy(() -> Rules.arrowsOf("data").check(offenders))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("dev.glimpse.cli");
    }

    @Test
    void packages_have_no_cycles() {
        Rules.PACKAGES_HAVE_NO_CYCLES.check(house);
    }
}
