package dev.glimpse.classifier;

import dev.glimpse.classifier.embedding.Embedded;
import dev.glimpse.classifier.run.Runner;
import dev.glimpse.data.Dataset;
import dev.glimpse.data.item.Split;
import dev.glimpse.nn.archive.ModelFile;
import dev.glimpse.tensor.batch.Batch;
import dev.glimpse.tensor.batch.Batches;
import dev.glimpse.tensor.batch.NdArray;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The pictures of a dataset on their way through a model that was just taught: what its last layer says of each, and its
 * vector.
 *
 * <p>Where vectors are at hand they go through the second half only. It holds native memory until it is closed.
 */
final class Passage implements AutoCloseable {

    private static final int BATCH = 64;

    private final Dataset dataset;
    private final Taught.Finished taught;
    private final Training training;
    private final Runner runner;

    private Passage(Dataset dataset, Taught.Finished taught, Training training, Runner runner) {
        this.dataset = dataset;
        this.taught = taught;
        this.training = training;
        this.runner = runner;
    }

    /** The way through a model. */
    static Passage of(Dataset dataset, Taught.Finished taught, Training training) {
        ModelFile whole = taught.vectors().map(Taught.FromVectors::tail).orElseGet(taught::model);
        ModelFile bare = sums(taught, whole).map(sums -> sums.bare(whole)).orElse(whole);
        ModelFile asked = taught.layer()
                .filter(layer -> bare.architecture().layersByName().containsKey(layer))
                .map(layer -> ModelFile.of(bare.architecture().tapped(List.of(layer)), bare.weights()))
                .orElse(bare);
        Runner runner = taught.vectors().isPresent()
                ? Runner.behindVectors(asked)
                : Runner.of(asked, () -> asked).get();
        return new Passage(dataset, taught, training, runner);
    }

    /** The sums that come out of it; none if what comes out are probabilities already. */
    static Optional<Logits> sums(Taught.Finished taught, ModelFile model) {
        return switch (taught.facts().answering()) {
            case Answering.ByLayers() -> Logits.of(model.architecture());
            case Answering.ByNeighbours _, Answering.ByLearner _, Answering.ByMembers _ -> Optional.empty();
        };
    }

    /**
     * One picture.
     *
     * @param last what the last layer says, before softmax if there is one
     * @param vector of the layer by which pictures of other things can be told; {@code last} again if there is none
     * @param label the true one
     */
    record Passenger(float[] last, float[] vector, int label) {}

    /** Is told of each picture. */
    interface Station {
        void passes(Passenger picture);
    }

    /**
     * Sends pictures of one split through, as they are.
     *
     * @param most how many of each label at most, spread evenly over those that there are
     */
    void send(Split split, int most, Station station) {
        taught.vectors()
                .map(Taught.FromVectors::embedded)
                .ifPresentOrElse(
                        known -> vectors(known.withDataset(few(labelled(known.dataset()), split, most)), station),
                        () -> pictures(few(labelled(dataset), split, most), station));
    }

    /** A model that was taught before may have its labels in another order. */
    private Dataset labelled(Dataset given) {
        return given.withLabels(taught.facts().labels());
    }

    private static Dataset few(Dataset all, Split split, int most) {
        int[] counts = all.counts(split);
        int[] seen = new int[counts.length];
        return all.where(item -> {
            if (item.split().filter(split::equals).isEmpty()) {
                return false;
            }
            long number = seen[item.label()]++;
            long count = counts[item.label()];
            return count <= most || number * most / count != (number + 1) * most / count;
        });
    }

    private void vectors(Embedded embedded, Station station) {
        Dataset chosen = embedded.dataset();
        int length = embedded.length();
        for (int start = 0; start < chosen.size(); start += BATCH) {
            int count = Math.min(BATCH, chosen.size() - start);
            float[] rows = new float[count * length];
            int[] labels = new int[count];
            for (int i = 0; i < count; i++) {
                System.arraycopy(embedded.vector(start + i), 0, rows, i * length, length);
                labels[i] = chosen.item(start + i).label();
            }
            tell(new NdArray.Floats(embedded.shape().prepend(count), rows), labels, station);
        }
    }

    private void pictures(Dataset chosen, Station station) {
        if (chosen.size() == 0) {
            return;
        }
        Preprocessing preprocessing = taught.facts().preprocessing();
        // Those that cannot be decoded were told of while it learnt.
        Batches batches = chosen.batches(preprocessing.resize(), batch -> training.pictures(batch)
                .unreadable(_ -> {})
                .size(BATCH / 2)
                .channels(preprocessing.channels())
                .listed());
        try (Batches.BatchStream stream = batches.open(Batches.Pass.first())) {
            for (Optional<Batch> next = stream.next(); next.isPresent(); next = stream.next()) {
                Batch batch = next.get();
                tell(batch.inputs().getFirst(), labels(batch), station);
            }
        }
    }

    /** Targets are one-hot. */
    private static int[] labels(Batch batch) {
        float[] targets = ((NdArray.Floats) batch.targets().getFirst()).values();
        int classes = targets.length / batch.size();
        int[] labels = new int[batch.size()];
        for (int i = 0; i < targets.length; i++) {
            if (targets[i] == 1) {
                labels[i / classes] = i % classes;
            }
        }
        return labels;
    }

    private void tell(NdArray inputs, int[] labels, Station station) {
        List<NdArray.Floats> outputs = runner.run(inputs);
        boolean isVector = taught.vectors().isPresent() && outputs.size() == 1;
        for (int i = 0; i < labels.length; i++) {
            float[] vector = isVector ? row((NdArray.Floats) inputs, i) : row(outputs.getLast(), i);
            station.passes(new Passenger(row(outputs.getFirst(), i), vector, labels[i]));
        }
    }

    private static float[] row(NdArray.Floats rows, int number) {
        int width = Math.toIntExact(rows.shape().count() / rows.shape().size(0));
        return Arrays.copyOfRange(rows.values(), number * width, (number + 1) * width);
    }

    @Override
    public void close() {
        runner.close();
    }
}
