package dev.glimpse.classifier;

import dev.glimpse.classifier.Learning.ClassWeights;
import dev.glimpse.classifier.neighbour.Distance;
import dev.glimpse.classifier.neighbour.Samples;
import dev.glimpse.classifier.neighbour.Weighting;
import dev.glimpse.data.item.Split;
import dev.glimpse.data.split.Splits;
import dev.glimpse.image.feature.Describer;
import dev.glimpse.learn.ClassModel;
import dev.glimpse.learn.LearnException;
import dev.glimpse.learn.Rows;
import dev.glimpse.nn.archive.KerasArchive;
import dev.glimpse.tensor.Shape;
import dev.glimpse.tensor.batch.NdArray;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** How the outputs of a model become probabilities. */
sealed interface Answering {

    /** They are probabilities. */
    record ByLayers() implements Answering {}

    /**
     * They are a vector, and the samples nearest to it decide.
     *
     * @param samples what it is compared with
     * @param vote how the nearest make probabilities
     * @param counts how many samples each label has
     */
    record ByNeighbours(Samples samples, Vote vote, int[] counts) implements Answering {

        static ByNeighbours of(Samples samples, Vote vote, int labelCount) {
            return new ByNeighbours(samples, vote, samples.counts(labelCount));
        }

        /** All samples as pictures to learn from. */
        Splits splits() {
            return Splits.of(
                    Split.TRAIN,
                    IntStream.range(0, samples.size()).mapToObj(samples::hash).toList());
        }

        private List<Weighed> weighed(List<float[]> vectors) {
            for (float[] vector : vectors) {
                if (!Samples.isComparable(vector)) {
                    throw new ClassifierException("what the model says of a picture is " + vector[0]
                            + " and the like, which is near to nothing: its weights are damaged");
                }
            }
            return samples.nearest(vectors, vote.k()).stream()
                    .map(nearest -> new Weighed(
                            vote.probabilities(samples, nearest, counts), OptionalDouble.of(nearest.distances()[0])))
                    .toList();
        }

        /** What cannot be said by layers, for those who want nothing else. */
        private String beyondLayers() {
            return String.format(
                    Locale.ROOT,
                    "its recipe, knn, compares each picture with the %,d samples in the file",
                    samples.size());
        }
    }

    /**
     * They are a vector, of which a classical learner says what it knows.
     *
     * @param learner what it is called
     * @param model what it learnt
     * @param sureness how sure it may be
     * @param describer what makes the vector of a picture, where that are features and not the model's layers
     */
    record ByLearner(String learner, ClassModel model, LearnerSureness sureness, Optional<Describer> describer)
            implements Answering {

        /** This with other probabilities. */
        ByLearner with(LearnerSureness other) {
            return new ByLearner(learner, model, other, describer);
        }

        private List<Weighed> weighed(NdArray.Floats vectors) {
            try {
                return Arrays.stream(model.probabilities(new Rows(model.length(), vectors.values())))
                        .map(numbers -> new Weighed(sureness.probabilities(numbers), OptionalDouble.empty()))
                        .toList();
            } catch (LearnException damaged) {
                throw new ClassifierException(
                        "its learner, " + learner + ", can say nothing of a picture: " + damaged.getMessage(), damaged);
            }
        }

        private String recipe() {
            return (describer.isPresent() ? "features+" : "embedding+") + learner;
        }

        /** What cannot be said by layers, for those who want nothing else. */
        private String beyondLayers() {
            return "its recipe, " + recipe() + ", has the learner " + learner + " answer by the " + model.length()
                    + " numbers "
                    + (describer.isPresent() ? "that features say of a picture" : "that the layers say of a picture");
        }
    }

    /**
     * Members of an ensemble answer, each by outputs of its own, and their probabilities are mixed.
     *
     * @param panel the members
     */
    record ByMembers(Panel panel) implements Answering {}

    /**
     * What the outputs for one picture come to.
     *
     * @param probabilities one for each label, adding up to 1
     * @param distance how far the picture is from the samples that it was compared with, if it was
     */
    record Weighed(float[] probabilities, OptionalDouble distance) {}

    /**
     * What the outputs for each of some pictures come to.
     *
     * @param outputs of the network, each with a row for each picture; those that are not needed may follow
     * @throws ClassifierException if they come to nothing, because the model's weights are damaged
     */
    default List<Weighed> of(List<NdArray.Floats> outputs) {
        return switch (this) {
            case ByLayers() ->
                rows(outputs.getFirst()).stream()
                        .map(numbers -> new Weighed(numbers, OptionalDouble.empty()))
                        .toList();
            case ByNeighbours neighbours -> neighbours.weighed(rows(outputs.getFirst()));
            case ByLearner learner -> learner.weighed(outputs.getFirst());
            case ByMembers(Panel panel) -> panel.weighed(outputs);
        };
    }

    /** What the only output for one picture comes to; many are weighed sooner together. */
    default Weighed of(float[] output) {
        return of(List.of(new NdArray.Floats(Shape.of(1, output.length), output)))
                .getFirst();
    }

    private static List<float[]> rows(NdArray.Floats output) {
        return IntStream.range(0, output.shape().size(0))
                .mapToObj(number -> row(output, number))
                .toList();
    }

    /** What an output says of one picture. */
    static float[] row(NdArray.Floats output, int number) {
        int width = output.shape().size(1);
        return Arrays.copyOfRange(output.values(), number * width, (number + 1) * width);
    }

    /** What a model file says of it among its facts; nothing where all that there is to say are layers. */
    default void putInto(ObjectNode facts) {
        switch (this) {
            case ByLayers() -> {}
            case ByNeighbours neighbours -> {
                Vote vote = neighbours.vote();
                facts.putObject("answering")
                        .put("recipe", "knn")
                        .put("k", vote.k())
                        .put("distance", neighbours.samples().distance().word())
                        .put("weighting", vote.weighting().word())
                        .put("temperature", vote.temperature())
                        .put("doubt", vote.doubt())
                        .put("classWeights", word(vote.classWeights()))
                        .put("samples", neighbours.samples().size());
                facts.put("beyondLayers", neighbours.beyondLayers());
            }
            case ByLearner learner -> {
                LearnerFile.putInto(facts.putObject("answering"), learner);
                facts.put("beyondLayers", learner.beyondLayers());
            }
            case ByMembers(Panel panel) -> panel.putInto(facts);
        }
    }

    /** What makes vectors of pictures where a network takes these, by the number of its input. */
    default Map<Integer, Describer> describers() {
        return switch (this) {
            case ByLayers(), ByNeighbours _ -> Map.of();
            case ByLearner learner ->
                learner.describer().map(known -> Map.of(0, known)).orElseGet(Map::of);
            case ByMembers(Panel panel) -> panel.describers();
        };
    }

    /** Whether pictures are compared with samples. */
    default boolean comparesSamples() {
        return switch (this) {
            case ByLayers(), ByLearner _ -> false;
            case ByNeighbours _ -> true;
            case ByMembers(Panel panel) ->
                panel.parts().stream().anyMatch(part -> part.answering().comparesSamples());
        };
    }

    /** The pictures that are compared with, as some to learn from. */
    default Splits samplesLearntFrom() {
        return switch (this) {
            case ByLayers(), ByLearner _ -> Splits.none();
            case ByNeighbours neighbours -> neighbours.splits();
            case ByMembers(Panel panel) ->
                panel.parts().stream()
                        .map(part -> part.answering().samplesLearntFrom())
                        .reduce(Splits.none(), Splits::with);
        };
    }

    /** What a model file needs for it beside its facts and layers. */
    default List<KerasArchive.Extra> extras() {
        return switch (this) {
            case ByLayers() -> List.of();
            case ByNeighbours(Samples samples, Vote _, int[] counts) -> List.of(SamplesFile.of(samples, counts.length));
            case ByLearner learner -> LearnerFile.of(learner);
            case ByMembers(Panel panel) -> panel.extras();
        };
    }

    /**
     * What stands in a model file.
     *
     * @param facts what {@link #putInto} made of it
     * @param entries where {@link #extras} stand
     * @param labelCount how many labels the model has
     * @throws ClassifierException if it is damaged
     */
    static Answering read(ObjectNode facts, Entries entries, int labelCount) {
        Path file = entries.file();
        JsonNode json = facts.path("answering");
        if (json.isMissingNode()) {
            return new ByLayers();
        }
        String recipe = json.path("recipe").asString("");
        if (recipe.equals(LearnerFile.RECIPE)) {
            return LearnerFile.read(json, entries);
        }
        if (recipe.equals(Panel.WORD)) {
            return new ByMembers(Panel.read(json, entries, labelCount));
        }
        if (!recipe.equals("knn")) {
            throw new ClassifierException(
                    file + " answers in a way that this Glimpse does not know, by '" + recipe + "': use a newer one");
        }
        Distance distance = known(Distance.named(json.path("distance").asString("")), file, "distance");
        Vote vote = vote(json, file);
        Samples samples = SamplesFile.read(entries, distance, labelCount);
        if (json.path("samples").asInt(0) != samples.size()) {
            throw new ClassifierException(file + " says that it has " + json.path("samples") + " samples, and has "
                    + samples.size() + ": it was changed since it was saved");
        }
        return ByNeighbours.of(samples, vote, labelCount);
    }

    private static Vote vote(JsonNode json, Path file) {
        Weighting weighting = known(Weighting.named(json.path("weighting").asString("")), file, "weighting");
        ClassWeights classWeights = known(classWeights(json.path("classWeights").asString("")), file, "classWeights");
        try {
            return new Vote(
                    json.path("k").asInt(0),
                    weighting,
                    json.path("temperature").asDouble(0),
                    json.path("doubt").asDouble(1),
                    classWeights);
        } catch (ClassifierException wrong) {
            throw new ClassifierException(
                    file + ": " + wrong.getMessage() + "; it was changed since it was saved", wrong);
        }
    }

    private static <T> T known(Optional<T> value, Path file, String name) {
        return value.orElseThrow(() -> new ClassifierException(
                file + " does not say by which " + name + " its samples are compared: it is damaged"));
    }

    private static String word(ClassWeights weights) {
        return weights.name().toLowerCase(Locale.ROOT);
    }

    private static Optional<ClassWeights> classWeights(String word) {
        return Arrays.stream(ClassWeights.values())
                .filter(weights -> word(weights).equals(word))
                .findFirst();
    }
}
