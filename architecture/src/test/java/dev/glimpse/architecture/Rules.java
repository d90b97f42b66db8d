package dev.glimpse.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.conditions.ArchConditions.dependOnClassesThat;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.io.File;
import java.io.ObjectInputStream;
import java.io.Serializable;
import java.net.URLClassLoader;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;

/** The house rules that can be read off the classes. */
final class Rules {

    private static final String LAYERS = "dev.glimpse.nn.layer";

    static final ArchRule LIBTORCH_HAS_ONE_DOOR = door("org.bytedeco.pytorch..", "dev.glimpse.tensor..");

    static final ArchRule ONNX_RUNTIME_HAS_ONE_DOOR = door("ai.onnxruntime..", "dev.glimpse.onnx..");

    static final ArchRule OPENCV_HAS_ONE_DOOR = door("org.bytedeco.opencv..", "dev.glimpse.image..");

    static final ArchRule CLASSICAL_LEARNERS_HAVE_ONE_DOOR =
            door("org.tribuo..", "dev.glimpse.learn..").because("what they learn leaves module learn as plain numbers");

    static final ArchRule XGBOOST_HAS_ONE_DOOR = door("ml.dmlc.xgboost4j..", "dev.glimpse.learn..");

    static final ArchRule LIBSVM_HAS_ONE_DOOR = door("libsvm..", "dev.glimpse.learn..");

    static final ArchRule NATIVE_POINTERS_STAY_BEHIND_THE_DOORS =
            door("org.bytedeco.javacpp..", "dev.glimpse.tensor..", "dev.glimpse.image..");

    static final ArchRule PACKAGES_HAVE_NO_CYCLES =
            slices().matching("dev.glimpse.(**)").should().beFreeOfCycles();

    static final ArchRule ONLY_THE_COMMAND_PRINTS = noClasses()
            .that()
            .resideOutsideOfPackages("dev.glimpse.cli..", "dev.glimpse.benchmark..")
            .should(ACCESS_STANDARD_STREAMS)
            .because("a library returns values and throws exceptions; the command line prints");

    static final ArchRule ONLY_THE_COMMAND_ENDS_THE_PROCESS = noClasses()
            .that()
            .resideOutsideOfPackages("dev.glimpse.cli..", "dev.glimpse.benchmark..")
            .should()
            .callMethod(System.class, "exit", int.class)
            .because("a program that embeds Glimpse decides for itself when it ends");

    static final ArchRule NO_ERROR_IS_NAMELESS =
            NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS.because("each module has an exception type of its own");

    static final ArchRule NO_JAVA_UTIL_LOGGING = NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;

    static final ArchRule NOTHING_IS_SERIALIZABLE = classes()
            .should(not("implement Serializable", type -> type.getRawInterfaces().stream()
                    .anyMatch(one -> one.isEquivalentTo(Serializable.class))))
            .because("files are .keras and JSON, whose readers run no code");

    static final ArchRule INPUT_RUNS_NO_CODE = noClasses()
            .should(dependOnClassesThat(assignableTo(ObjectInputStream.class)
                    .or(assignableTo(URLClassLoader.class))
                    .or(JavaClass.Predicates.resideInAPackage("javax.script.."))))
            .because("a model file or definition is parsed, never executed");

    static final ArchRule CHANCE_COMES_FROM_A_SEED = noClasses()
            .should()
            .callMethod(Math.class, "random")
            .orShould()
            .callConstructor(Random.class)
            .orShould()
            .callMethod(ThreadLocalRandom.class, "current")
            .because("a run is repeated from its seed");

    static final ArchRule NAMES_SAY_WHAT_A_CLASS_IS = noClasses()
            .should()
            .haveNameMatching(".*(Utils?|Helpers?|Common|Manager|Impl|Misc)(\\$.*)?")
            .because("such a name says where something was put, not what it is");

    static final ArchRule LAYERS_ARE_MADE_BY_FACTORIES = noClasses()
            .that()
            .resideOutsideOfPackages(LAYERS + "..", "dev.glimpse.nn.archive..")
            .should()
            .callConstructorWhere(target(owner(DescribedPredicate.and(
                    JavaClass.Predicates.resideInAPackage(LAYERS + ".."),
                    describe("a layer's record", Rules::isLayerRecord)))))
            .because(
                    "a factory takes what Keras requires and knows Keras's defaults; only a reader has to know every keyword");

    static final ArchRule FILES_ARE_PATHS =
            noMethods().that().arePublic().should(haveParameter(File.class)).because("java.nio.file.Path names a file");

    static final ArchRule ACCESSORS_ARE_NAMED_AFTER_WHAT_THEY_GIVE = methods()
            .that()
            .arePublic()
            .and()
            .haveNameMatching("get[A-Z].*")
            .should(overrideAnother())
            .allowEmptyShould(true)
            .because("accessors have no 'get'");

    private Rules() {}

    /** Only these packages, and the measurements, may see that library. */
    private static ArchRule door(String library, String... packages) {
        var allowed = new String[packages.length + 1];
        System.arraycopy(packages, 0, allowed, 0, packages.length);
        allowed[packages.length] = "dev.glimpse.benchmark..";
        return noClasses()
                .that()
                .resideOutsideOfPackages(allowed)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library);
    }

    /** A module's classes see only its own and those of the modules below it. */
    static ArchRule arrowsOf(String module) {
        var forbidden = House.ARROWS.keySet().stream()
                .filter(other ->
                        !other.equals(module) && !House.reachableFrom(module).contains(other))
                .map(other -> "dev.glimpse." + other + "..")
                .toArray(String[]::new);
        return noClasses()
                .that()
                .resideInAPackage("dev.glimpse." + module + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(forbidden)
                .as("module " + module + " uses only " + House.reachableFrom(module));
    }

    private static boolean isLayerRecord(JavaClass type) {
        return type.isRecord()
                && type.getAllRawInterfaces().stream()
                        .anyMatch(one -> one.getName().equals(LAYERS + ".Layer"));
    }

    private static ArchCondition<JavaClass> not(String what, java.util.function.Predicate<JavaClass> holds) {
        return new ArchCondition<>("not " + what) {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                if (holds.test(type)) {
                    events.add(SimpleConditionEvent.violated(type, type.getName() + " does " + what));
                }
            }
        };
    }

    private static ArchCondition<JavaMethod> haveParameter(Class<?> type) {
        return new ArchCondition<>("have a parameter of " + type.getName()) {
            @Override
            public void check(JavaMethod method, ConditionEvents events) {
                boolean has = method.getRawParameterTypes().stream().anyMatch(one -> one.isEquivalentTo(type));
                events.add(new SimpleConditionEvent(method, has, method.getFullName()));
            }
        };
    }

    private static ArchCondition<JavaMethod> overrideAnother() {
        return new ArchCondition<>("override a method of another library") {
            @Override
            public void check(JavaMethod method, ConditionEvents events) {
                var names = method.getRawParameterTypes().stream()
                        .map(JavaClass::getName)
                        .toArray(String[]::new);
                var owner = method.getOwner();
                boolean overrides = java.util.stream.Stream.concat(
                                owner.getAllRawSuperclasses().stream(), owner.getAllRawInterfaces().stream())
                        .anyMatch(type ->
                                type.tryGetMethod(method.getName(), names).isPresent());
                events.add(new SimpleConditionEvent(method, overrides, method.getFullName()));
            }
        };
    }
}
