package dev.glimpse.classifier;

import dev.glimpse.classifier.confidence.Scaling;
import dev.glimpse.classifier.evaluation.Evaluation;
import dev.glimpse.data.Dataset;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * Several classifiers that become one: its probabilities are the mean of theirs, or a weighted mean.
 *
 * {@snippet :
 * Ensemble ensemble = Ensemble.of(List.of(head, linear, neighbours));
 * try (Dataset photos = Dataset.open(folder);
 *         Classifier birds = ensemble.join(photos, join -> join.weights(Joining.Weights.VALIDATION)).classifier()) {
 *     birds.save(Path.of("birds.keras"));
 * }
 * }
 *
 * <p>The members know the same labels. Their layers are joined into one network, in which what several of them have in common is
 * computed once. Where all members answer by layers, the mean is a layer too, and Python's Keras says the same. The files of the
 * members are not needed any more.
 */
public final class Ensemble {

    private final List<Member> members;

    private Ensemble(List<Member> members) {
        this.members = members;
    }

    /**
     * The classifiers in some files, which are read at once.
     *
     * @param files at least two, all different
     * @throws dev.glimpse.nn.NnException if there is no such file, or what it holds is not supported
     * @throws ClassifierException if one does not say what its labels are, or knows others than the first one
     */
    public static Ensemble of(List<Path> files) {
        return new Ensemble(Member.of(files));
    }

    /**
     * Checks that an ensemble of some files can be saved in another one.
     *
     * @throws ClassifierException if not: it is one of them, is no {@code .keras} file, or there is no such folder
     */
    public static void requireOutput(List<Path> files, Path output) {
        RunFolder.of(output).require(false);
        files.stream().filter(file -> Member.areSame(file, output)).findFirst().ifPresent(file -> {
            throw new ClassifierException(
                    output + " is a member of the ensemble: name another file to save the ensemble in");
        });
    }

    /** The labels, in the order of the first member's. */
    public List<String> labels() {
        return members.getFirst().facts().labels();
    }

    /** The mean of all members, each with the same weight. Nothing is judged, and no threshold for other things is set. */
    public EnsembleResult join() {
        double[] weights = even(members.size());
        EnsembleNetwork network = EnsembleNetwork.of(members, weights);
        ModelFacts facts = facts(members, network, weights, "each with the same weight")
                .withAbout("None of these", "never: there were no pictures to set a threshold by");
        return new EnsembleResult(
                Classifier.of(network.model(), facts),
                IntStream.range(0, weights.length)
                        .mapToObj(i -> judged(members.get(i), weights[i], Optional.empty(), Optional.empty()))
                        .toList(),
                new EnsembleResult.Judged("the ensemble", "mean", 1, Optional.empty(), Optional.empty()),
                Optional.empty(),
                network.parameters(),
                separately(members),
                List.of());
    }

    /**
     * The mean of all members, judged by pictures that none of them learnt from, which the weights may be chosen by, too.
     *
     * @param data with the labels of the members; which pictures they know is recorded in them
     * @throws ClassifierException if weights are to be chosen, and there are too few pictures to choose them by
     * @throws dev.glimpse.data.item.DataException if the dataset has a label that the members do not have
     */
    public EnsembleResult join(Dataset data, Consumer<Joining> options) {
        Joining joining = new Joining();
        options.accept(joining);
        try (EnsembleTrial trial = EnsembleTrial.of(members, data, joining)) {
            return trial.result();
        }
    }

    static double[] even(int members) {
        double[] weights = new double[members];
        Arrays.fill(weights, 1.0 / members);
        return weights;
    }

    static long separately(List<Member> members) {
        return members.stream()
                .mapToLong(
                        member -> member.model().architecture().parameterCount().total())
                .sum();
    }

    static EnsembleResult.Judged judged(
            Member member, double weight, Optional<Evaluation> validation, Optional<Evaluation> test) {
        return new EnsembleResult.Judged(member.name(), member.recipe(), weight, validation, test);
    }

    /** What is known of an ensemble before anything is measured. */
    static ModelFacts facts(List<Member> members, EnsembleNetwork network, double[] weights, String weighed) {
        SequencedMap<String, String> about = new LinkedHashMap<>();
        about.put("Recipe", "ensemble");
        about.put("Members", members.size() + ", " + weighed);
        for (int i = 0; i < weights.length; i++) {
            about.put(
                    "Member " + (i + 1),
                    String.format(
                            Locale.ROOT,
                            "%s (%s), %s",
                            members.get(i).name(),
                            members.get(i).recipe(),
                            weights[i] > 0
                                    ? String.format(Locale.ROOT, "weight %.3f", weights[i])
                                    : "weight 0: left out"));
        }
        about.put("Joined", LocalDate.now(ZoneId.systemDefault()).toString());
        Scaling scaling = new Scaling.Left("its probabilities are the mean of those of its members, each of which has a"
                + " temperature of its own");
        return ModelFacts.of(
                        new Labels.Named(members.getFirst().facts().labels()),
                        network.views().first(),
                        about,
                        KnownSplits.of(members))
                .with(network.views())
                .with(network.answering())
                .with(scaling)
                .withAbout("Temperature", scaling.words());
    }
}
