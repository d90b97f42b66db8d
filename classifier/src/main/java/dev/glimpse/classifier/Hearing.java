package dev.glimpse.classifier;

import dev.glimpse.classifier.UnknownRule.Evidence;
import dev.glimpse.classifier.UnknownRule.Measure;
import dev.glimpse.classifier.run.Runner;
import dev.glimpse.data.Dataset;
import dev.glimpse.data.item.Item;
import dev.glimpse.data.item.Strictness;
import dev.glimpse.data.item.Unreadable;
import dev.glimpse.nn.archive.ModelFile;
import dev.glimpse.tensor.batch.NdArray;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Classifiers that are asked about the same pictures, all at once, each for itself. What they have in common is computed once. It
 * holds native memory until it is closed.
 */
final class Hearing implements AutoCloseable {

    private final List<Member> members;
    private final Views views;
    private final Runner runner;
    private final List<Place> places;

    private Hearing(List<Member> members, Views views, Runner runner, List<Place> places) {
        this.members = members;
        this.views = views;
        this.runner = runner;
        this.places = places;
    }

    /**
     * Where what a member says stands among the outputs.
     *
     * @param own the numbers of its own
     * @param vector the one by which it measures how strange a picture is
     */
    private record Place(List<Integer> own, int vector) {}

    /**
     * What the members say of one picture.
     *
     * @param probabilities for each member, in the order of the ensemble's labels
     * @param distances for each member how far the picture is from those that it knows; NaN where it does not measure that
     */
    record Said(List<float[]> probabilities, double[] distances) {}

    static Hearing of(List<Member> members) {
        Confluence confluence = new Confluence();
        members.forEach(confluence::join);
        List<String> tapped = new ArrayList<>();
        List<Place> places = new ArrayList<>();
        for (int i = 0; i < members.size(); i++) {
            Confluence.Branch branch = confluence.branches().get(i);
            int vector = branch.outputs().getFirst();
            if (members.get(i).measure().orElse(null) instanceof Measure.ToPrototypes to) {
                String layer = branch.layer(to.layer());
                if (!tapped.contains(layer)) {
                    tapped.add(layer);
                }
                vector = confluence.ends().size() + tapped.indexOf(layer);
            }
            places.add(new Place(branch.outputs(), vector));
        }
        ModelFile plain = confluence.model(confluence.ends(), "hearing");
        ModelFile model =
                tapped.isEmpty() ? plain : ModelFile.of(plain.architecture().tapped(tapped), plain.weights());
        return new Hearing(
                members,
                confluence.views(),
                Runner.of(model, confluence.describers(), () -> model).get(),
                places);
    }

    /** Asks about all pictures of a dataset that can be read, in its order. */
    void ask(Dataset pictures, Strictness strictness, Consumer<Unreadable> unreadable, BiConsumer<Item, Said> told) {
        if (pictures.size() == 0) {
            return;
        }
        try (Glances glances = Glances.of(pictures, views, strictness, unreadable)) {
            for (Optional<Glances.Some> next = glances.next(); next.isPresent(); next = glances.next()) {
                List<Item> items = next.get().items();
                List<NdArray.Floats> outputs = runner.run(next.get().inputs());
                List<List<Answering.Weighed>> each = new ArrayList<>();
                for (int i = 0; i < members.size(); i++) {
                    List<NdArray.Floats> own =
                            places.get(i).own().stream().map(outputs::get).toList();
                    each.add(members.get(i).facts().answering().of(own));
                }
                for (int picture = 0; picture < items.size(); picture++) {
                    told.accept(items.get(picture), said(each, outputs, picture));
                }
            }
        }
    }

    private Said said(List<List<Answering.Weighed>> each, List<NdArray.Floats> outputs, int picture) {
        List<float[]> probabilities = new ArrayList<>();
        double[] distances = new double[members.size()];
        for (int i = 0; i < distances.length; i++) {
            Member member = members.get(i);
            Answering.Weighed weighed = each.get(i).get(picture);
            requireNumbers(member, weighed.probabilities());
            float[] vector = Answering.row(outputs.get(places.get(i).vector()), picture);
            probabilities.add(member.placed(weighed.probabilities()));
            distances[i] = member.measure()
                    .map(measure -> measure.of(new Evidence(weighed, vector)))
                    .orElse(Double.NaN);
        }
        return new Said(probabilities, distances);
    }

    private static void requireNumbers(Member member, float[] probabilities) {
        for (float probability : probabilities) {
            if (!Float.isFinite(probability)) {
                throw new ClassifierException(member.file()
                        + " says of a picture what is not a number: its training diverged, so leave it out");
            }
        }
    }

    @Override
    public void close() {
        runner.close();
    }
}
