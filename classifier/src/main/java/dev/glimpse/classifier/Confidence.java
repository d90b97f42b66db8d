package dev.glimpse.classifier;

import dev.glimpse.classifier.confidence.Prototypes;
import dev.glimpse.classifier.confidence.Scaling;
import dev.glimpse.classifier.confidence.Sureness;
import dev.glimpse.classifier.confidence.Temperature;
import dev.glimpse.classifier.evaluation.Basis;
import dev.glimpse.classifier.evaluation.Evaluator;
import dev.glimpse.data.Dataset;
import dev.glimpse.data.item.Split;
import dev.glimpse.tensor.Shape;
import dev.glimpse.tensor.batch.NdArray;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * Makes a classifier say how sure it can be: a temperature for its probabilities, and a threshold above which a picture is none of
 * what it knows. Both come from the validation pictures.
 */
final class Confidence {

    /** Fewer pictures say too little about how often a classifier is right. */
    private static final int FEWEST_TO_SCALE = 20;

    /** So many pictures of a class say what it looks like. */
    private static final int LEARNT = 200;

    private static final int MOST_LEARNT = 10_000;
    private static final int MOST_VALIDATION = 20_000;

    /** Neighbours and learners say sooner what they know of many pictures together. */
    private static final int TOGETHER = 256;

    /** More directions tell a little better, and cost 2 bytes for each number of a vector. */
    private static final int DIRECTIONS = 8;

    private static final long MOST_NUMBERS = 2 << 20;

    private final Taught.Finished taught;
    private final Passage passage;
    private final double share;
    private final int classes;
    private final boolean scales;
    private final Optional<Answering.ByLearner> learner;

    private Confidence(Taught.Finished taught, Passage passage, double share) {
        this.taught = taught;
        this.passage = passage;
        this.share = share;
        this.classes = taught.facts().labels().size();
        this.learner =
                taught.facts().answering() instanceof Answering.ByLearner known ? Optional.of(known) : Optional.empty();
        this.scales =
                learner.isPresent() || Passage.sums(taught, taught.model()).isPresent();
    }

    /** What was taught, with probabilities that are as often right as they say, and a measure of what it does not know. */
    static Taught.Finished of(Dataset dataset, Taught.Finished taught, Training training) {
        try (Passage passage = Passage.of(dataset, taught, training)) {
            return new Confidence(taught, passage, training.ownLost()).honest();
        }
    }

    /**
     * A validation picture.
     *
     * @param last its logits if they can be scaled, else its probabilities
     * @param distance how far it is from what was learnt; none if that is not known
     * @param label the true one
     */
    private record Own(float[] last, OptionalDouble distance, int label) {

        /** With the logarithms of a learner's probabilities. */
        Own doubted(double doubt) {
            return new Own(LearnerSureness.logits(last, doubt), distance, label);
        }

        boolean isFinite() {
            for (float number : last) {
                if (!Float.isFinite(number)) {
                    return false;
                }
            }
            return Double.isFinite(distance.orElse(0));
        }
    }

    private Taught.Finished honest() {
        Optional<Prototypes> prototypes = prototypes();
        List<Own> said = own(prototypes);
        double doubt = learner.isPresent() ? doubt(said) : 0;
        List<Own> own = learner.isPresent()
                ? said.stream().map(one -> one.doubted(doubt)).toList()
                : said;
        if (!own.stream().allMatch(Own::isFinite)) {
            String diverged = "what it says of validation pictures is not always a number: its training diverged";
            return told(taught.facts().with(new Scaling.Left(diverged)), "never: " + diverged);
        }
        Scaling scaling = scaling(own);
        double temperature = scaling instanceof Scaling.Scaled scaled ? scaled.temperature() : 1;
        ModelFacts facts = taught.facts().with(scaling);
        Taught.Finished cooled = learner.map(
                        known -> taught.with(facts.with(known.with(new LearnerSureness(doubt, temperature)))))
                .orElseGet(() -> cooled(temperature, facts));
        Threshold threshold = Threshold.of(
                measure(own, prototypes),
                own.stream().map(one -> probabilities(one, temperature)).toList(),
                own.stream().mapToDouble(one -> one.distance().orElse(0)).toArray(),
                share);
        ModelFacts known = cooled.facts()
                .withAbout("Temperature", cooled.facts().scaling().orElseThrow().words());
        return cooled.with(threshold.into(known));
    }

    private Optional<UnknownRule.Measure> measure(List<Own> own, Optional<Prototypes> prototypes) {
        return own.stream()
                .findFirst()
                .filter(one -> one.distance().isPresent())
                .map(_ -> prototypes
                        .<UnknownRule.Measure>map(known -> new UnknownRule.Measure.ToPrototypes(
                                taught.layer().orElseThrow(), known))
                        .orElseGet(UnknownRule.Measure.ToNeighbours::new));
    }

    private static double doubt(List<Own> own) {
        return own.size() < FEWEST_TO_SCALE
                ? LearnerSureness.USUAL_DOUBT
                : LearnerSureness.bestDoubt(
                        own.stream().map(Own::last).toList(),
                        own.stream().mapToInt(Own::label).toArray());
    }

    private Taught.Finished told(ModelFacts facts, String unknown) {
        return taught.with(
                facts.withAbout("Temperature", facts.scaling().orElseThrow().words())
                        .withAbout("None of these", unknown));
    }

    /** What the classes look like, if pictures have vectors and so many numbers can be kept. */
    private Optional<Prototypes> prototypes() {
        if (taught.layer().isEmpty() || taught.facts().answering() instanceof Answering.ByNeighbours) {
            return Optional.empty();
        }
        List<List<float[]>> vectors = IntStream.range(0, classes)
                .<List<float[]>>mapToObj(_ -> new ArrayList<>())
                .toList();
        passage.send(Split.TRAIN, Math.clamp(MOST_LEARNT / classes, DIRECTIONS, LEARNT), picture -> vectors.get(
                        picture.label())
                .add(picture.vector()));
        int length = vectors.stream()
                .flatMap(List::stream)
                .findFirst()
                .map(vector -> vector.length)
                .orElse(0);
        long each = length == 0 ? 0 : Math.min(DIRECTIONS, MOST_NUMBERS / ((long) length * classes));
        return each == 0 ? Optional.empty() : Optional.of(Prototypes.of(vectors, (int) each));
    }

    private List<Own> own(Optional<Prototypes> prototypes) {
        List<Own> own = new ArrayList<>();
        List<Passage.Passenger> waiting = new ArrayList<>();
        passage.send(Split.VALIDATION, Math.max(FEWEST_TO_SCALE, MOST_VALIDATION / classes), picture -> {
            waiting.add(picture);
            if (waiting.size() == TOGETHER) {
                own.addAll(weighed(waiting, prototypes));
                waiting.clear();
            }
        });
        own.addAll(weighed(waiting, prototypes));
        return own;
    }

    private List<Own> weighed(List<Passage.Passenger> pictures, Optional<Prototypes> prototypes) {
        if (pictures.isEmpty()) {
            return List.of();
        }
        int width = pictures.getFirst().last().length;
        float[] last = new float[pictures.size() * width];
        for (int i = 0; i < pictures.size(); i++) {
            System.arraycopy(pictures.get(i).last(), 0, last, i * width, width);
        }
        List<Answering.Weighed> weighed =
                taught.facts().answering().of(List.of(new NdArray.Floats(Shape.of(pictures.size(), width), last)));
        List<Own> own = new ArrayList<>();
        for (int i = 0; i < pictures.size(); i++) {
            Passage.Passenger picture = pictures.get(i);
            OptionalDouble distance = prototypes.isPresent()
                    ? OptionalDouble.of(prototypes.get().distance(picture.vector()))
                    : weighed.get(i).distance();
            own.add(new Own(weighed.get(i).probabilities(), distance, picture.label()));
        }
        return own;
    }

    private Scaling scaling(List<Own> own) {
        if (!scales) {
            return new Scaling.Left(
                    taught.facts().answering() instanceof Answering.ByLayers
                            ? "it does not end in softmax over the sums of a layer, which a temperature could divide"
                            : "its recipe weighs neighbours, which no temperature changes");
        }
        if (own.size() < FEWEST_TO_SCALE || classes < 2) {
            return new Scaling.Left(
                    classes < 2 ? "it has one label" : Threshold.few(own.size(), "choose another by", FEWEST_TO_SCALE));
        }
        Temperature temperature = new Temperature();
        own.forEach(one -> temperature.add(one.last(), one.label()));
        if (temperature.right() == own.size()) {
            return new Scaling.Left("it is right about all " + own.size()
                    + " validation pictures, so they do not say how often it is wrong");
        }
        if (own.stream().mapToInt(Own::label).distinct().count() < 2) {
            return new Scaling.Left("all validation pictures have one label");
        }
        double best = temperature.best().orElseThrow();
        return new Scaling.Scaled(best, own.size(), sureness(own, 1), sureness(own, best));
    }

    private Sureness sureness(List<Own> own, double temperature) {
        Evaluator evaluator = Evaluator.of(taught.facts().labels(), Basis.chosenBy("the validation split"));
        own.forEach(one -> evaluator.add("", one.label(), probabilities(one, temperature)));
        return Sureness.of(evaluator.evaluation());
    }

    private float[] probabilities(Own own, double temperature) {
        return scales ? Temperature.probabilities(own.last(), temperature) : own.last();
    }

    /** What was taught, with a temperature in its last weights; both ways through it stay the same. */
    private Taught.Finished cooled(double temperature, ModelFacts facts) {
        if (temperature == 1) {
            return taught.with(facts);
        }
        return new Taught.Finished(
                Logits.of(taught.model().architecture()).orElseThrow().divided(taught.model(), temperature),
                facts,
                taught.history(),
                taught.layer(),
                taught.vectors()
                        .map(vectors -> new Taught.FromVectors(
                                vectors.embedded(),
                                Logits.of(vectors.tail().architecture())
                                        .orElseThrow()
                                        .divided(vectors.tail(), temperature))));
    }
}
