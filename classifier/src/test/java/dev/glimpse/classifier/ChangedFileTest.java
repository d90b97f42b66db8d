package dev.glimpse.classifier;

import static dev.glimpse.nn.layer.Layers.dense;
import static dev.glimpse.nn.layer.Layers.flatten;
import static dev.glimpse.nn.layer.Layers.input;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glimpse.nn.layer.Sequential;
import dev.glimpse.nn.model.Model;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What a model file says about itself is somebody's claim. */
class ChangedFileTest {

    private static final JsonMapper JSON = JsonMapper.shared();

    @TempDir
    Path folder;

    @Test
    void a_file_that_was_not_changed_is_opened() {
        try (Classifier classifier = Classifier.load(file(_ -> {}))) {
            assertThat(classifier.labels()).isEqualTo(List.of("hen", "cow"));
        }
    }

    @Test
    void pictures_of_another_size_than_the_model_s_are_refused_before_any_is_made() {
        Path file = file(facts -> facts.withObject("preprocessing").put("height", 40));

        assertThatThrownBy(() -> Classifier.load(file))
                .isInstanceOf(ClassifierException.class)
                .hasMessageContaining("[40, 4, 1]")
                .hasMessageContaining("it was changed since it was saved");
    }

    @ParameterizedTest
    @CsvSource({"height,2000000000", "height,0", "channels,7"})
    void numbers_out_of_range_are_refused(String key, int number) {
        Path file = file(facts -> facts.withObject("preprocessing").put(key, number));

        assertThatThrownBy(() -> Classifier.load(file)).isInstanceOf(ClassifierException.class);
    }

    @Test
    void more_labels_than_outputs_are_refused() {
        Path file = file(facts -> facts.withArray("labels").add("pig"));

        assertThatThrownBy(() -> Classifier.load(file))
                .isInstanceOf(ClassifierException.class)
                .hasMessageContaining("3 labels for 2 outputs");
    }

    @Test
    void one_label_for_two_outputs_is_refused() {
        Path file = file(facts -> facts.set("labels", JSON.readTree("[\"hen\", \"hen\"]")));

        assertThatThrownBy(() -> Classifier.load(file))
                .isInstanceOf(ClassifierException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("'hen' stands there twice");
    }

    @ParameterizedTest
    @ValueSource(strings = {"labels", "about", "splits", "version", "history"})
    void facts_of_another_kind_are_at_worst_one_clear_error(String key) {
        Path file = file(facts -> facts.set(key, JSON.readTree("[{\"a\": {}}, {\"b\": {}}]")));

        try (Classifier opened = Classifier.load(file)) {
            assertThat(opened.labels()).hasSize(2);
        } catch (ClassifierException damaged) {
            assertThat(damaged).hasMessageContaining(file.toString());
        }
    }

    @Test
    void labels_that_are_no_text_are_refused() {
        Path file = file(facts -> facts.set("labels", JSON.readTree("[{}, {}]")));

        assertThatThrownBy(() -> Classifier.load(file))
                .isInstanceOf(ClassifierException.class)
                .hasMessageContaining("it is damaged");
    }

    private Path file(java.util.function.Consumer<ObjectNode> change) {
        ObjectNode facts = (ObjectNode) JSON.readTree("""
                {"version": 1, "labels": ["hen", "cow"], "about": {}, "splits": {},
                 "preprocessing": {"height": 4, "width": 4, "channels": 1, "fit": "squash", "filter": "bilinear",
                                   "border": 0}}""");
        change.accept(facts);
        Path file = folder.resolve("farm.keras");
        try (Model model = Model.build(Sequential.of(input(4, 4, 1), flatten(), dense(2).softmax()))) {
            model.save(file, facts);
        }
        return file;
    }
}
