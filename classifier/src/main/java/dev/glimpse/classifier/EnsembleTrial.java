package dev.glimpse.classifier;

import dev.glimpse.classifier.confidence.Mixture;
import dev.glimpse.classifier.evaluation.Basis;
import dev.glimpse.classifier.evaluation.Evaluation;
import dev.glimpse.classifier.evaluation.Evaluator;
import dev.glimpse.classifier.evaluation.Report;
import dev.glimpse.data.Dataset;
import dev.glimpse.data.Limit;
import dev.glimpse.data.item.Item;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The members of an ensemble on pictures that none of them learnt from: weights are chosen by those of the validation split, a threshold
 * for other things is set by them, and members and ensemble are judged by those of the test split. Each picture is looked at once.
 * It holds native memory until it is closed.
 */
final class EnsembleTrial implements AutoCloseable {

    /** Fewer validation pictures say too little about which weights are best. */
    private static final int FEWEST_TO_WEIGH = 20;

    private static final int FEWEST_OF_MANY = 1000;

    /** How many probabilities of validation pictures are held at once: 64 MB. */
    private static final long MOST_HELD = 16 << 20;

    /** Members that say less than this are not worth being asked. */
    private static final double LEAST_WEIGHT = 1e-3;

    private final List<Member> members;
    private final List<String> labels;
    private final Dataset data;
    private final Joining joining;
    private final KnownSplits known;
    private final Dataset validation;
    private final Hearing hearing;
    private final List<String> remarks;
    private long done;

    private EnsembleTrial(
            List<Member> members,
            Dataset data,
            Joining joining,
            KnownSplits known,
            Dataset validation,
            Hearing hearing) {
        this.members = members;
        this.labels = members.getFirst().facts().labels();
        this.data = data;
        this.joining = joining;
        this.known = known;
        this.validation = validation;
        this.hearing = hearing;
        this.remarks = new ArrayList<>(known.remarks());
    }

    static EnsembleTrial of(List<Member> members, Dataset data, Joining joining) {
        List<String> labels = members.getFirst().facts().labels();
        KnownSplits known = KnownSplits.of(members, data.withLabels(labels));
        if (joining.weights() == Joining.Weights.VALIDATION) {
            requireEnough(known.validation().size());
        }
        long most = Math.max(FEWEST_OF_MANY, MOST_HELD / ((long) members.size() * labels.size()));
        Dataset validation = known.validation().size() > most
                ? known.validation().limited(new Limit.Count((int) most))
                : known.validation();
        return new EnsembleTrial(members, data, joining, known, validation, Hearing.of(members));
    }

    private static void requireEnough(int pictures) {
        if (pictures < FEWEST_TO_WEIGH) {
            throw new ClassifierException(pictures
                    + (pictures == 1 ? " validation picture is" : " validation pictures are")
                    + " too few to choose weights by, of those that no member learnt from; it takes "
                    + FEWEST_TO_WEIGH + ": give more, or let all members have the same weight (--weights even)");
        }
    }

    /** A validation picture. */
    private record Heard(Hearing.Said said, Item item) {}

    EnsembleResult result() {
        if (validation.size() < known.validation().size()) {
            remarks.add(String.format(
                    Locale.ROOT,
                    "%,d of %,d validation pictures were looked at",
                    validation.size(),
                    known.validation().size()));
        }
        List<Heard> heard = new ArrayList<>();
        hearing.ask(validation, joining.strictness(), joining.unreadable(), (item, said) -> {
            heard.add(new Heard(said, item));
            progress();
        });
        double[] weights = weights(heard);
        for (int i = 0; i < weights.length; i++) {
            if (weights[i] == 0) {
                remarks.add(
                        members.get(i).name() + " has weight 0, for the others do no better with it: it is left out");
            }
        }
        EnsembleNetwork network = EnsembleNetwork.of(members, weights);
        ModelFacts facts = honest(
                Ensemble.facts(members, network, weights, words(heard.size())).with(known.splits()),
                network,
                heard,
                weights);
        Classifier classifier = Classifier.of(network.model(), facts);
        try {
            return judged(classifier, network, heard, weights);
        } catch (RuntimeException | Error e) {
            classifier.close();
            throw e;
        }
    }

    private void progress() {
        done++;
        joining.progress().at(done, (long) validation.size() + known.test().size());
    }

    private String words(int pictures) {
        return switch (joining.weights()) {
            case EVEN -> "each with the same weight";
            case VALIDATION ->
                String.format(
                        Locale.ROOT,
                        "with the weights for which the log loss on %,d validation pictures is smallest",
                        pictures);
        };
    }

    private double[] weights(List<Heard> heard) {
        return switch (joining.weights()) {
            case EVEN -> Ensemble.even(members.size());
            case VALIDATION -> {
                requireEnough(heard.size());
                Mixture mixture = new Mixture(members.size());
                heard.forEach(one -> mixture.add(one.said().probabilities().stream()
                        .mapToDouble(probabilities -> probabilities[one.item().label()])
                        .toArray()));
                yield rounded(mixture.best());
            }
        };
    }

    private static double[] rounded(double[] best) {
        double sum = 0;
        for (double weight : best) {
            sum += weight < LEAST_WEIGHT ? 0 : weight;
        }
        double[] weights = new double[best.length];
        for (int i = 0; i < best.length; i++) {
            weights[i] = best[i] < LEAST_WEIGHT ? 0 : best[i] / sum;
        }
        return weights;
    }

    /** The facts with a way to tell pictures of other things, if there are pictures to set a threshold by. */
    private ModelFacts honest(ModelFacts facts, EnsembleNetwork network, List<Heard> heard, double[] weights) {
        Optional<Integer> measuring = network.measuring();
        List<float[]> probabilities =
                heard.stream().map(one -> mixed(one.said(), weights)).toList();
        double[] distances = heard.stream()
                .mapToDouble(one -> distance(one.said(), network, measuring))
                .toArray();
        return Threshold.of(
                        measuring.flatMap(place -> network.measures().get(place)),
                        probabilities,
                        distances,
                        joining.ownLost())
                .into(facts);
    }

    private static double distance(Hearing.Said said, EnsembleNetwork network, Optional<Integer> measuring) {
        return measuring
                .map(place -> said.distances()[network.kept().get(place)])
                .orElse(0.0);
    }

    /** The weighted mean of what the members say. */
    static float[] mixed(Hearing.Said said, double[] weights) {
        double[] sums = new double[said.probabilities().getFirst().length];
        for (int i = 0; i < weights.length; i++) {
            float[] probabilities = said.probabilities().get(i);
            for (int label = 0; label < sums.length; label++) {
                sums[label] += weights[i] * probabilities[label];
            }
        }
        float[] mixed = new float[sums.length];
        for (int label = 0; label < mixed.length; label++) {
            mixed[label] = (float) sums[label];
        }
        return mixed;
    }

    private EnsembleResult judged(Classifier classifier, EnsembleNetwork network, List<Heard> heard, double[] weights) {
        List<Evaluator> onTest = evaluators(Basis.heldOut("the test split"));
        Optional<Report> report = known.test().size() == 0
                ? Optional.empty()
                : Optional.of(classifier.evaluate(data, "the ensemble", judging -> judging.part(Judging.Part.TEST)
                        .strictness(joining.strictness())
                        .unreadable(joining.unreadable())
                        .from(new AnswerSource.Listening(
                                hearing,
                                joining,
                                (item, said) -> answer(item, said, onTest, network, weights, classifier)))));
        Classifier complete = report.map(seen -> classifier.with(Training.judged(classifier.facts(), seen)))
                .orElse(classifier);
        List<Evaluator> onValidation = evaluators(Basis.chosenBy("the validation split"));
        heard.forEach(one -> add(onValidation, one.item(), one.said(), weights));
        Function<List<Evaluator>, List<Optional<Evaluation>>> evaluations = some -> some.stream()
                .map(one -> one.pictures() == 0 ? Optional.<Evaluation>empty() : Optional.of(one.evaluation()))
                .toList();
        List<Optional<Evaluation>> validated = evaluations.apply(onValidation);
        List<Optional<Evaluation>> tested = evaluations.apply(onTest);
        return new EnsembleResult(
                complete,
                IntStream.range(0, members.size())
                        .mapToObj(i -> Ensemble.judged(members.get(i), weights[i], validated.get(i), tested.get(i)))
                        .toList(),
                new EnsembleResult.Judged(
                        "the ensemble", mean(), 1, validated.getLast(), report.map(Report::evaluation)),
                report,
                network.parameters(),
                Ensemble.separately(members),
                remarks);
    }

    private String mean() {
        return switch (joining.weights()) {
            case EVEN -> "mean";
            case VALIDATION -> "weighted mean";
        };
    }

    /** One for each member, and one for all of them. */
    private List<Evaluator> evaluators(Basis basis) {
        return Stream.generate(() -> Evaluator.of(labels, basis))
                .limit(members.size() + 1)
                .toList();
    }

    private static void add(List<Evaluator> evaluators, Item item, Hearing.Said said, double[] weights) {
        for (int i = 0; i < weights.length; i++) {
            evaluators
                    .get(i)
                    .add(item.name(), item.label(), said.probabilities().get(i));
        }
        evaluators.getLast().add(item.name(), item.label(), mixed(said, weights));
    }

    private Answer answer(
            Item item,
            Hearing.Said said,
            List<Evaluator> evaluators,
            EnsembleNetwork network,
            double[] weights,
            Classifier classifier) {
        add(evaluators, item, said, weights);
        progress();
        float[] mixed = mixed(said, weights);
        double distance = distance(said, network, network.measuring());
        return new Answer(
                mixed,
                classifier
                        .facts()
                        .unknown()
                        .map(rule -> new Strangeness(rule.score(mixed, distance), rule.threshold())));
    }

    @Override
    public void close() {
        hearing.close();
    }
}
