package dev.glimpse.classifier;

import dev.glimpse.classifier.Answering.ByLearner;
import dev.glimpse.classifier.Classical.View.Described;
import dev.glimpse.image.feature.Describer;
import dev.glimpse.learn.ClassModel;
import dev.glimpse.learn.LearnException;
import dev.glimpse.learn.Learner;
import dev.glimpse.learn.SavedModel;
import dev.glimpse.nn.NnException;
import dev.glimpse.nn.archive.KerasArchive;
import dev.glimpse.nn.layer.Architecture;
import dev.glimpse.tensor.Shape;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A learner as it stands in a model file: its name and how sure it may be among the facts, what it learnt as {@value #NAME}, and the
 * features that it learnt from, if it did, as {@value DescriberFile#NAME}.
 */
final class LearnerFile {

    /** What the facts of such a file call the way in which it answers. */
    static final String RECIPE = "learner";

    static final String NAME = "glimpse/learner.bin";

    /** What can be read back: {@link KerasArchive#extra} gives no more. */
    static final int MOST_BYTES = 1 << 30;

    private LearnerFile() {}

    static void putInto(ObjectNode json, ByLearner answering) {
        json.put("recipe", RECIPE)
                .put("learner", answering.learner())
                .put("doubt", answering.sureness().doubt())
                .put("temperature", answering.sureness().temperature());
        answering
                .describer()
                .ifPresent(
                        describer -> json.put("features", describer.features().toString()));
    }

    static List<KerasArchive.Extra> of(ByLearner answering) {
        List<KerasArchive.Extra> extras = new ArrayList<>();
        byte[] learnt = answering.model().toBytes();
        extras.add(new KerasArchive.Extra(NAME, out -> out.write(learnt)));
        answering
                .describer()
                .map(DescriberFile::bytes)
                .ifPresent(bytes -> extras.add(new KerasArchive.Extra(DescriberFile.NAME, out -> out.write(bytes))));
        return extras;
    }

    /**
     * What stands in a model file.
     *
     * @param json what {@link #putInto} made of it
     * @throws ClassifierException if it is damaged
     */
    static ByLearner read(JsonNode json, Entries entries) {
        Path file = entries.file();
        String word = json.path("learner").asString("");
        if (Learner.named(word).isEmpty()) {
            throw new ClassifierException(
                    file + " answers by the learner '" + word + "', which this Glimpse does not know: use a newer one");
        }
        return new ByLearner(word, learnt(entries), sureness(json, file), describer(json, entries));
    }

    private static LearnerSureness sureness(JsonNode json, Path file) {
        try {
            return new LearnerSureness(
                    json.path("doubt").asDouble(-1), json.path("temperature").asDouble(0));
        } catch (ClassifierException wrong) {
            throw new ClassifierException(
                    file + ": " + wrong.getMessage() + "; it was changed since it was saved", wrong);
        }
    }

    private static ClassModel learnt(Entries entries) {
        try {
            return SavedModel.classes(extra(entries, NAME, "learner"), entries.file() + ": its learner (" + NAME + ")");
        } catch (LearnException damaged) {
            throw new ClassifierException(String.valueOf(damaged.getMessage()), damaged);
        }
    }

    private static Optional<Describer> describer(JsonNode json, Entries entries) {
        String text = json.path("features").asString("");
        if (text.isEmpty()) {
            return Optional.empty();
        }
        Path file = entries.file();
        byte[] bytes = extra(entries, DescriberFile.NAME, "features");
        Describer describer;
        try {
            describer = DescriberFile.read(bytes);
        } catch (ClassifierException damaged) {
            throw new ClassifierException(
                    file + ": its features (" + DescriberFile.NAME + ") are damaged: " + damaged.getMessage(), damaged);
        }
        if (!describer.features().toString().equals(text)) {
            throw new ClassifierException(file + " says that it goes by " + shortened(text) + ", and has "
                    + shortened(describer.features().toString()) + ": it was changed since it was saved");
        }
        return Optional.of(describer);
    }

    private static String shortened(String text) {
        return text.length() > 80 ? text.substring(0, 80) + "…" : text;
    }

    private static byte[] extra(Entries entries, String name, String what) {
        Path file = entries.file();
        try {
            return entries.bytes(name)
                    .orElseThrow(() -> new ClassifierException(file + " answers by a learner, and has lost its " + what
                            + ": its " + name + " is missing, so it was changed since it was saved"));
        } catch (NnException damaged) {
            throw new ClassifierException(file + ": its " + what + " cannot be read: " + damaged.getMessage(), damaged);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read", e);
        }
    }

    /**
     * Checks that a model whose pictures are described has no layers, and takes what its features give.
     *
     * @throws ClassifierException if not
     */
    static void requireNoLayers(Path file, Architecture architecture, Describer describer) {
        Shape vector = Shape.of(describer.length());
        if (architecture.graph().steps().size() != 1
                || !architecture.inputShapes().equals(List.of(vector))) {
            throw new ClassifierException(
                    file + " describes pictures by " + describer.length() + " numbers for layers that take "
                            + architecture.inputShapes() + ": it was changed since it was saved");
        }
    }

    /**
     * Checks that pictures which are seen in some way can be described.
     *
     * @throws ClassifierException if not
     */
    static void requireDescribable(Path file, Describer describer, Preprocessing pictures) {
        if (pictures.channels() != 3
                || pictures.resize().height() != pictures.resize().width()) {
            throw new ClassifierException(file + " describes pictures of the shape " + pictures.shape()
                    + ", and not squares in colour: it was changed since it was saved");
        }
        try {
            var _ = new Described(
                    describer.features(),
                    pictures.resize().height(),
                    pictures.resize().fit());
        } catch (ClassifierException wrong) {
            throw new ClassifierException(
                    file + ": " + wrong.getMessage() + "; it was changed since it was saved", wrong);
        }
    }
}
