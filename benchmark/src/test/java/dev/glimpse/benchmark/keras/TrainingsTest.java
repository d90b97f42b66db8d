package dev.glimpse.benchmark.keras;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.glimpse.classifier.Export;
import dev.glimpse.classifier.ExportFormat;
import dev.glimpse.nn.archive.ModelFiles;
import dev.glimpse.nn.archive.SavedArray;
import dev.glimpse.nn.layer.Constraint;
import dev.glimpse.nn.layer.Regularizer;
import dev.glimpse.nn.loss.Loss;
import dev.glimpse.nn.loss.Losses;
import dev.glimpse.nn.model.Model;
import dev.glimpse.nn.optimizer.Clipping;
import dev.glimpse.nn.optimizer.Optimizer;
import dev.glimpse.nn.optimizer.Optimizers;
import dev.glimpse.nn.optimizer.Schedule;
import dev.glimpse.nn.optimizer.Schedules;
import dev.glimpse.nn.train.Compilation;
import dev.glimpse.nn.train.Compilation.Judged;
import dev.glimpse.tensor.batch.ArrayBatches;
import dev.glimpse.tensor.batch.NdArray;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

/** From equal weights, the same steps on the same batch leave equal weights, statistics and slots. */
@JudgedByKeras
class TrainingsTest {

    @TestFactory
    Stream<DynamicContainer> five_steps_end_the_same(Keras keras) {
        return keras.names("trainings").stream().map(name -> {
            Training training = new Training(keras, name);
            return dynamicContainer(
                    name,
                    Stream.of(
                            dynamicTest("all in Glimpse", training::allInGlimpse),
                            dynamicTest("begun in Keras, ended in Glimpse", () -> training.endedInGlimpse(".keras")),
                            dynamicTest("the same through Keras's .h5", () -> training.endedInGlimpse(".h5")),
                            dynamicTest("begun in Glimpse, ended in Keras", training::endedInKeras),
                            dynamicTest("the slots of an .h5 are Keras's", training::keepsSlots)));
        });
    }

    @Test
    void every_way_to_learn_is_judged(Keras keras) throws Exception {
        Set<Class<?>> judged = Kinds.none();
        for (String name : keras.names("trainings")) {
            Training training = new Training(keras, name);
            Path file = training.file(".keras");
            Kinds.collect(ModelFiles.describe(file).config().architecture(), judged);
            try (Model model = Model.load(file)) {
                Kinds.collect(model.compilation(), judged);
            }
        }
        for (Compilation own : OWN.values()) {
            Kinds.collect(own, judged);
        }
        for (Class<?> family : List.of(
                Optimizer.class, Loss.class, Clipping.class, Schedule.class, Regularizer.class, Constraint.class)) {
            assertThat(Kinds.missing(family, judged)).as("without a case").isEmpty();
        }
    }

    /** What Keras takes from Glimpse but does not write itself: it has no such schedule, and leaves Huber's delta out. */
    private static final Map<String, Compilation> OWN = Map.of(
            "one_cycle",
            compilation(Optimizers.adam().learningRate(Schedules.oneCycle(0.05, 5)), Losses.meanSquaredError()),
            "huber_with_a_delta",
            compilation(Optimizers.sgd().learningRate(0.1), Losses.huber(0.3)));

    @TestFactory
    Stream<DynamicTest> what_only_glimpse_says_is_done_by_keras(Keras keras) {
        return OWN.entrySet().stream()
                .map(own -> dynamicTest(own.getKey(), () -> new Training(keras, "loss_mse").doneAs(own.getValue())));
    }

    private static Compilation compilation(Optimizer optimizer, Loss loss) {
        return new Compilation(optimizer, List.of(new Judged(loss, 1, List.of())));
    }

    /** A training that Keras has done in five steps, saving the model at the beginning and in the middle. */
    private record Training(Keras keras, String name) {

        JsonNode answer() {
            return keras.askOnce("train", question -> question.put("name", name)
                    .put("folder", keras.folder().toString()));
        }

        Path file(String ending) {
            answer();
            return keras.folder().resolve(name + ending);
        }

        int steps() {
            return answer().get("steps").intValue();
        }

        int before() {
            return answer().get("before").intValue();
        }

        void allInGlimpse() {
            try (Model model = open(file(".keras"))) {
                List<Double> losses = learn(model, steps());
                List<Double> expected = answer().get("losses")
                        .valueStream()
                        .map(JsonNode::doubleValue)
                        .toList();
                for (int i = 0; i < expected.size(); i++) {
                    assertThat(losses.get(i))
                            .as("loss of step " + (i + 1))
                            .isCloseTo(expected.get(i), org.assertj.core.api.Assertions.within(Exchange.TOLERANCE));
                }
                assertEnd(model);
            }
        }

        void endedInGlimpse(String ending) {
            try (Model model = open(file("." + before() + ending))) {
                learn(model, steps() - before());
                assertEnd(model);
            }
        }

        void endedInKeras() {
            Path saved = keras.folder().resolve(name + ".glimpse.keras");
            try (Model model = open(file(".keras"))) {
                learn(model, before());
                model.save(saved);
            }
            JsonNode end = trainOn(saved, steps() - before());
            Exchange.assertSame("weight", arrays("weights"), Exchange.arrays(end.get("weights")));
            Exchange.assertSame("slot", arrays("slots"), Exchange.arrays(end.get("slots")));
        }

        /** Keras 3 itself cannot go on from an .h5: it builds the optimizer for no variables. Its slots can be compared. */
        void keepsSlots() {
            Path given = keras.folder().resolve(name + "_given.h5");
            Export.of(file("." + before() + ".keras"), _ -> {}).write(ExportFormat.H5, given);
            Exchange.assertSame("slot", slots(file("." + before() + ".h5")), slots(given));
        }

        private List<NdArray> slots(Path file) {
            return Exchange.arrays(keras.ask("h5_slots", question -> question.put("file", file.toString()))
                    .get("slots"));
        }

        private JsonNode trainOn(Path file, int count) {
            return keras.ask("train_on", question -> {
                question.put("file", file.toString()).put("count", count);
                question.set("inputs", answer().get("inputs"));
                question.set("targets", answer().get("targets"));
            });
        }

        /** All steps in Glimpse, and all of them in Keras from the file that Glimpse begins with. */
        void doneAs(Compilation compilation) {
            Path saved = keras.folder().resolve("own.keras");
            try (Model model = Model.load(file(".keras"))) {
                model.compile(compilation);
                model.save(saved);
                learn(model, steps());
                JsonNode end = trainOn(saved, steps());
                Exchange.assertSame(
                        "weight",
                        Exchange.arrays(end.get("weights")),
                        List.copyOf(model.weights().values()));
            }
        }

        private Model open(Path file) {
            Model model = Model.load(file);
            assertThat(model.compilation()).as("how the model learns").isPresent();
            return model;
        }

        private List<Double> learn(Model model, int steps) {
            List<NdArray> inputs = arrays("inputs");
            ArrayBatches batch = ArrayBatches.of(inputs, arrays("targets"))
                    .batchSize(inputs.getFirst().shape().size(0))
                    .inOrder();
            return model.fit(batch, fit -> fit.epochs(steps)).values("loss");
        }

        private void assertEnd(Model model) {
            Exchange.assertSame(
                    "weight", arrays("weights"), List.copyOf(model.weights().values()));
            List<NdArray> slots = new ArrayList<>();
            for (SavedArray slot : model.toFile().optimizer().orElseThrow().variables()) {
                slots.add(new NdArray.Floats(slot.shape(), slot.toFloats()));
            }
            Exchange.assertSame("slot", arrays("slots"), slots);
        }

        private List<NdArray> arrays(String key) {
            return Exchange.arrays(answer().get(key));
        }
    }
}
