package dev.glimpse.classifier;

import dev.glimpse.nn.archive.CompileConfig;
import dev.glimpse.nn.archive.KerasJson;
import dev.glimpse.nn.archive.ModelDescription;
import dev.glimpse.nn.archive.ModelFile;
import dev.glimpse.nn.archive.ModelFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Whether a training that is to be resumed is told the same as the one that was interrupted. */
final class SameTraining {

    /** What may differ: the day, and a folder that was moved. What is in it is compared by number and split. */
    private static final Set<String> FREE = Set.of("Taught", "Data");

    private SameTraining() {}

    /**
     * Compares what a training is about to begin with to a checkpoint.
     *
     * @throws ClassifierException if they are not of one training; the message says what differs
     */
    static void require(Path checkpoint, ModelFile now) {
        ModelDescription before = describe(checkpoint);
        List<String> differences = new ArrayList<>();
        if (!KerasJson.write(before.config().architecture()).equals(KerasJson.write(now.architecture()))) {
            differences.add("the model is another one");
        }
        JsonNode facts = now.glimpse().path("about");
        JsonNode kept = before.glimpse().path("about");
        facts.properties().forEach(fact -> compare(differences, fact.getKey(), kept, facts));
        kept.properties().forEach(fact -> {
            if (!facts.has(fact.getKey())) {
                compare(differences, fact.getKey(), kept, facts);
            }
        });
        if (differences.isEmpty()
                && !optimizer(before.config().compile())
                        .equals(optimizer(now.config().compile()))) {
            differences.add("optimizer, learning rate, schedule or number of epochs are others");
        }
        for (String key : List.of("labels", "preprocessing", "splits")) {
            if (differences.isEmpty()
                    && !now.glimpse().path(key).equals(before.glimpse().path(key))) {
                differences.add("the " + key + " are others");
            }
        }
        if (!differences.isEmpty()) {
            throw new ClassifierException("the interrupted training kept in " + checkpoint + " is not this one: "
                    + String.join("; ", differences) + ". Give --resume with the same data and options as before");
        }
    }

    private static void compare(List<String> differences, String name, JsonNode kept, JsonNode now) {
        String was = kept.path(name).asString("none");
        String is = now.path(name).asString("none");
        if (!FREE.contains(name) && !was.equals(is)) {
            differences.add(name.substring(0, 1).toLowerCase(java.util.Locale.ROOT) + name.substring(1) + " was " + was
                    + " and is " + is);
        }
    }

    private static String optimizer(Optional<CompileConfig> compile) {
        return compile.map(config -> JsonMapper.shared()
                        .valueToTree(config.settings())
                        .path("optimizer")
                        .toString())
                .orElse("");
    }

    private static ModelDescription describe(Path checkpoint) {
        try {
            return ModelFiles.describe(checkpoint);
        } catch (IOException e) {
            throw new UncheckedIOException(checkpoint + " cannot be read", e);
        }
    }
}
