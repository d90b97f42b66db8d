package dev.glimpse.classifier;

import dev.glimpse.classifier.UnknownRule.Measure;
import dev.glimpse.nn.archive.ModelFile;
import dev.glimpse.nn.layer.Layer;
import dev.glimpse.nn.layer.Layers;
import dev.glimpse.nn.layer.Node;
import dev.glimpse.tensor.Shape;
import dev.glimpse.tensor.batch.NdArray;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The network of an ensemble.
 *
 * @param model its layers: one output with the mean where all members are layers, otherwise an output for each member
 * @param views how pictures come in
 * @param answering how its outputs become probabilities
 * @param kept the numbers of the members in it: those that say anything
 * @param measures for each of these how it measures the distance of a picture, in terms of this network, if it does
 * @param weights of these
 */
record EnsembleNetwork(
        ModelFile model,
        Views views,
        Answering answering,
        List<Integer> kept,
        List<Optional<Measure>> measures,
        double[] weights) {

    private static final String NAME = "ensemble";

    /** How the name of a network begins whose members are more than layers, by which it is known when somebody else has saved it. */
    private static final String NAME_OF_MORE = NAME + "_of_more_than_layers";

    /** Whether a network is one that was made here and answers by more than its layers, by its name. */
    static boolean answersByMore(String name) {
        return name.startsWith(NAME_OF_MORE);
    }

    /**
     * That of some members.
     *
     * @param weights one for each, 0 for those to leave out; the others add up to 1
     */
    static EnsembleNetwork of(List<Member> members, double[] weights) {
        List<Integer> kept = IntStream.range(0, weights.length)
                .filter(i -> weights[i] > 0)
                .boxed()
                .toList();
        List<Member> those = kept.stream().map(members::get).toList();
        double[] shares = kept.stream().mapToDouble(i -> weights[i]).toArray();
        Confluence confluence = new Confluence();
        those.forEach(confluence::join);
        List<Optional<Measure>> measures = IntStream.range(0, those.size())
                .mapToObj(i -> those.get(i)
                        .measure()
                        .map(measure -> renamed(measure, confluence.branches().get(i))))
                .toList();
        boolean layers = those.stream().allMatch(Member::isLayers);
        ModelFile model = layers
                ? confluence.model(List.of(mean(confluence, those, shares)), NAME)
                : confluence.model(confluence.ends(), NAME_OF_MORE);
        Answering answering =
                layers ? new Answering.ByLayers() : new Answering.ByMembers(panel(confluence, those, shares));
        return new EnsembleNetwork(model, confluence.views(), answering, kept, measures, shares);
    }

    private static Panel panel(Confluence confluence, List<Member> members, double[] weights) {
        List<Panel.Part> parts = IntStream.range(0, members.size())
                .boxed()
                .flatMap(i -> Panel.parts(
                        members.get(i), weights[i], confluence.branches().get(i)))
                .toList();
        if (parts.size() > Panel.MOST) {
            throw new ClassifierException(
                    "an ensemble has at most " + Panel.MOST + " members, those of ensembles among its"
                            + " members counted one by one, got " + parts.size() + ": leave some out");
        }
        return new Panel(parts);
    }

    private static Measure renamed(Measure measure, Confluence.Branch branch) {
        return switch (measure) {
            case Measure.ToPrototypes to -> new Measure.ToPrototypes(branch.layer(to.layer()), to.known());
            case Measure.ToNeighbours neighbours -> neighbours;
        };
    }

    private static Node mean(Confluence confluence, List<Member> members, double[] weights) {
        boolean even = Arrays.stream(weights).distinct().count() == 1;
        List<Node> ends = new ArrayList<>();
        for (int i = 0; i < members.size(); i++) {
            Node end =
                    confluence.ends().get(confluence.branches().get(i).outputs().getFirst());
            double factor = even ? 1 : weights[i];
            String number = Integer.toString(i + 1);
            if (!members.get(i).isInOrder()) {
                Layer order = confluence.named(
                        Layers.dense(members.get(i).places().length).noBias().frozen(), "labels_of_member_" + number);
                confluence.weigh(order, Map.of("kernel", places(members.get(i).places(), (float) factor)));
                ends.add(order.on(end));
            } else if (even) {
                ends.add(end);
            } else {
                ends.add(confluence
                        .named(Layers.rescaling(factor), "weight_of_member_" + number)
                        .on(end));
            }
        }
        if (ends.size() == 1) {
            return ends.getFirst();
        }
        return confluence
                .named(even ? Layers.average() : Layers.add(), "mean_of_members")
                .on(ends.toArray(Node[]::new));
    }

    /** A matrix that brings labels to their places, and multiplies them. */
    private static NdArray.Floats places(int[] places, float factor) {
        float[] kernel = new float[places.length * places.length];
        for (int i = 0; i < places.length; i++) {
            kernel[i * places.length + places[i]] = factor;
        }
        return new NdArray.Floats(Shape.of(places.length, places.length), kernel);
    }

    /**
     * Which member says how far a picture is from what is known: of those that measure it by a layer the one with the largest
     * weight, or else the first that compares with samples.
     *
     * @return its place among those that are kept
     */
    Optional<Integer> measuring() {
        Optional<Integer> best = Optional.empty();
        for (int i = 0; i < measures.size(); i++) {
            boolean byLayer = measures.get(i).orElse(null) instanceof Measure.ToPrototypes;
            if (byLayer && (best.isEmpty() || weights[i] > weights[best.get()])) {
                best = Optional.of(i);
            }
        }
        return best.or(() -> IntStream.range(0, measures.size())
                .filter(i -> measures.get(i).isPresent())
                .boxed()
                .findFirst());
    }

    /** How many numbers its layers have. */
    long parameters() {
        return model.architecture().parameterCount().total();
    }
}
