package dev.glimpse.classifier;

import dev.glimpse.data.split.Splits;
import dev.glimpse.image.feature.Describer;
import dev.glimpse.learn.ClassModel;
import dev.glimpse.nn.archive.ModelConfig;
import dev.glimpse.nn.archive.ModelFile;
import dev.glimpse.nn.archive.ModelFiles;
import dev.glimpse.nn.layer.Architecture;
import dev.glimpse.nn.layer.Layer;
import dev.glimpse.nn.layer.Size2;
import dev.glimpse.tensor.Shape;
import dev.glimpse.zoo.pixel.PixelLayers;
import dev.glimpse.zoo.pixel.PixelMode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.IntStream;

/**
 * A model file with all that is needed to classify, from the file itself or from its user.
 *
 * @param model with the layers that prepare pixels, and one output a class
 * @param facts what its outputs are called, and how a picture becomes its input
 * @param origin who wrote the file
 */
record OpenedModel(ModelFile model, ModelFacts facts, Origin origin) {

    /** Who wrote a file. */
    enum Origin {
        /** Glimpse: it says itself what its labels are and how it sees pictures. */
        OWN,
        /** Others, or Keras when it saved one of Glimpse's again. */
        FOREIGN
    }

    /**
     * The model in a file.
     *
     * @throws dev.glimpse.nn.NnException if there is no such file, or what it holds is not supported
     * @throws ClassifierException if it is no classifier of pictures, or what the user says does not fit it
     */
    static OpenedModel read(Path file, Opening said) {
        return of(file, saved(file, said), said);
    }

    /** The layers and weights alone, as {@link #read} gives them. */
    static ModelFile model(Path file, Opening said) {
        ModelFile saved = saved(file, said);
        return ModelFacts.areIn(saved.glimpse())
                ? saved
                : foreign(file, saved, said).model();
    }

    /** What a file holds, and nothing else. */
    static ModelFile saved(Path file, Opening said) {
        try {
            Optional<Architecture> layers = said.layers();
            return layers.isPresent()
                    ? ModelFiles.readWeights(file, ModelConfig.of(layers.get()))
                    : ModelFiles.read(file, said::apply);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read", e);
        }
    }

    /** What a file holds, completed by what its user says. */
    static OpenedModel of(Path file, ModelFile saved, Opening said) {
        requireSize(file, saved.architecture(), said);
        return ModelFacts.ofJson(saved.glimpse(), file)
                .map(known -> own(file, saved, known, said))
                .orElseGet(() -> foreign(file, saved, said));
    }

    private static void requireSize(Path file, Architecture architecture, Opening said) {
        Shape takes = architecture.inputShapes().getFirst();
        said.size()
                .filter(size -> takes.rank() == 3 && !size.equals(new Size2(takes.size(0), takes.size(1))))
                .ifPresent(size -> {
                    throw new ClassifierException(
                            file + " says itself that it takes pictures of " + takes.size(0) + " x " + takes.size(1)
                                    + ": leave the size " + size.height() + " x " + size.width() + " away");
                });
    }

    private static OpenedModel own(Path file, ModelFile saved, ModelFacts facts, Opening said) {
        requireOutputs(
                file,
                saved.architecture().outputShapes(),
                facts.answering(),
                facts.labels().size());
        requireInputs(file, saved.architecture(), facts);
        facts.unknown().ifPresent(rule -> rule.requireFit(saved.architecture(), facts.answering(), file));
        said.labels().filter(labels -> !labels.equals(facts.labels())).ifPresent(labels -> {
            throw new ClassifierException(file + " knows its labels, and they are others: " + shortened(facts.labels())
                    + ", not " + shortened(labels) + "; leave the labels away");
        });
        said.fit().filter(fit -> fit != facts.preprocessing().resize().fit()).ifPresent(fit -> {
            throw new ClassifierException(
                    file + " knows how it sees pictures of other proportions, and it is another way: leave it away");
        });
        if (said.givesLogits()) {
            throw new ClassifierException(file + " gives probabilities, for Glimpse saved it: it has no logits");
        }
        said.pixels().filter(mode -> adds(file, saved.architecture(), mode)).ifPresent(mode -> {
            throw new ClassifierException(file + " was taught with pixels as they are, from 0 to 255: leave the"
                    + " preprocessing " + mode.word() + " away");
        });
        return new OpenedModel(saved, facts, Origin.OWN);
    }

    private static void requireInputs(Path file, Architecture architecture, ModelFacts facts) {
        Map<Integer, Describer> describers = facts.answering().describers();
        if (facts.answering() instanceof Answering.ByLearner && !describers.isEmpty()) {
            LearnerFile.requireNoLayers(
                    file, architecture, describers.values().iterator().next());
        }
        List<Preprocessing> ways = facts.views().each();
        describers.forEach((input, describer) -> {
            if (input >= ways.size()) {
                throw new ClassifierException(file + " describes pictures for its input " + (input + 1) + ", and has "
                        + ways.size() + ": it was changed since it was saved");
            }
            LearnerFile.requireDescribable(file, describer, ways.get(input));
        });
        List<Shape> given = IntStream.range(0, ways.size())
                .mapToObj(input -> Optional.ofNullable(describers.get(input))
                        .map(describer -> Shape.of(describer.length()))
                        .orElse(ways.get(input).shape()))
                .toList();
        if (!architecture.inputShapes().equals(given)) {
            throw new ClassifierException(file + " makes pictures " + given + " for a model that takes "
                    + architecture.inputShapes() + ": it was changed since it was saved");
        }
    }

    private static void requireOutputs(Path file, List<Shape> shapes, Answering answering, int labels) {
        switch (answering) {
            case Answering.ByLayers() -> {
                if (labels != shapes.getFirst().count()) {
                    throw new ClassifierException(file + " has " + labels + " labels for "
                            + shapes.getFirst().count() + " outputs: it was changed since it was saved");
                }
            }
            case Answering.ByNeighbours neighbours -> {
                if (!shapes.equals(List.of(Shape.of(neighbours.samples().length())))) {
                    throw new ClassifierException(file + " compares vectors of "
                            + neighbours.samples().length() + " numbers with what its layers give, " + shapes
                            + ": it was changed since it was saved");
                }
            }
            case Answering.ByLearner learner -> requireLearnt(file, shapes, labels, learner.model());
            case Answering.ByMembers(Panel panel) -> {
                for (Panel.Part part : panel.parts()) {
                    if (part.output() >= shapes.size()) {
                        throw new ClassifierException(file + " is an ensemble with a member at its output "
                                + (part.output() + 1) + ", and its layers have " + shapes.size()
                                + ": it was changed since it was saved");
                    }
                    requireOutputs(file, List.of(shapes.get(part.output())), part.answering(), labels);
                }
            }
        }
    }

    private static void requireLearnt(Path file, List<Shape> shapes, int labels, ClassModel learnt) {
        if (!shapes.equals(List.of(Shape.of(learnt.length())))) {
            throw new ClassifierException(file + " has a learner for vectors of " + learnt.length()
                    + " numbers, and its layers give " + shapes + ": it was changed since it was saved");
        }
        if (learnt.classes() != labels) {
            throw new ClassifierException(file + " has " + labels + " labels, and a learner that knows "
                    + learnt.classes() + " classes: it was changed since it was saved");
        }
    }

    private static OpenedModel foreign(Path file, ModelFile saved, Opening said) {
        Architecture architecture = saved.architecture();
        if (NeighboursTeacher.made(architecture.label())) {
            throw new ClassifierException(
                    file + " was taught by the recipe knn and has lost its samples and labels, for somebody else has"
                            + " saved it again, and only Glimpse keeps them: take the file that Glimpse wrote, or teach"
                            + " it again");
        }
        if (ClassicalTeacher.made(architecture.label())) {
            throw new ClassifierException(
                    file + " was taught by a recipe with a learner and has lost it, for somebody else has saved it"
                            + " again, and only Glimpse keeps it: take the file that Glimpse wrote, or teach it again");
        }
        if (EnsembleNetwork.answersByMore(architecture.label())) {
            throw new ClassifierException(
                    file + " was an ensemble and has lost what its members answer by, for somebody else has saved it"
                            + " again, and only Glimpse keeps it: take the file that Glimpse wrote, or join its members"
                            + " again");
        }
        if (architecture.inputShapes().size() != 1
                || architecture.outputShapes().size() != 1
                || architecture.outputShapes().getFirst().rank() != 1) {
            throw new ClassifierException(
                    "a classifier takes one picture and gives one number a class; this model takes "
                            + architecture.inputShapes() + " and gives " + architecture.outputShapes());
        }
        Preprocessing preprocessing =
                Preprocessing.of(architecture.inputShapes().getFirst());
        PixelMode mode = said.pixels().orElse(PixelMode.NONE);
        SequencedMap<String, String> about = new LinkedHashMap<>();
        about.put("Preprocessing", mode.word());
        ModelFile prepared = adds(file, architecture, mode) ? withPixels(saved, mode, preprocessing) : saved;
        ModelFile ended = said.givesLogits() ? Outputs.withSoftmax(prepared) : prepared;
        ModelFile complete = Outputs.oneForEachClass(ended, file);
        Outputs.requireProbabilities(complete.architecture(), file);
        Shape output = complete.architecture().outputShapes().getFirst();
        said.labels().filter(labels -> labels.size() != output.size(0)).ifPresent(labels -> {
            throw new ClassifierException(
                    (labels.size() == 1 ? "1 label does not fit " : labels.size() + " labels do not fit ") + file
                            + ", which tells " + output.size(0)
                            + " classes apart: give one for each, in the order of its outputs");
        });
        return new OpenedModel(
                complete,
                ModelFacts.of(
                        said.labels()
                                .<Labels>map(Labels.Named::new)
                                .orElseGet(() -> new Labels.Numbered(output.size(0))),
                        said.fit().map(preprocessing::fit).orElse(preprocessing),
                        about,
                        Splits.none()),
                Origin.FOREIGN);
    }

    private static ModelFile withPixels(ModelFile saved, PixelMode mode, Preprocessing preprocessing) {
        if (preprocessing.channels() != 3 && (mode == PixelMode.CAFFE || mode == PixelMode.TORCH)) {
            throw new ClassifierException("the preprocessing " + mode.word()
                    + " is for pictures in colour, and the model takes them in grey: give none, 0..1 or tf");
        }
        return PixelLayers.before(saved, mode);
    }

    /**
     * Whether a mode needs a layer that the model does not have.
     *
     * @throws ClassifierException if the model does something else with its pixels
     */
    private static boolean adds(Path file, Architecture architecture, PixelMode mode) {
        Optional<Layer> scaler = PixelLayers.scaler(architecture);
        if (mode == PixelMode.NONE
                || PixelLayers.mode(architecture).filter(mode::equals).isPresent()) {
            return false;
        }
        scaler.ifPresent(layer -> {
            throw new ClassifierException(file + " prepares pixels itself, with its layer \"" + layer.label()
                    + "\": leave the preprocessing " + mode.word() + " away, or give none");
        });
        return true;
    }

    /** The first few of some labels, for a message. */
    static String shortened(List<String> labels) {
        return String.join(", ", labels.subList(0, Math.min(5, labels.size()))) + (labels.size() > 5 ? ", …" : "");
    }
}
