package dev.glimpse.classifier;

import dev.glimpse.classifier.embedding.Embedded;
import dev.glimpse.classifier.neighbour.Sample;
import dev.glimpse.classifier.neighbour.Samples;
import dev.glimpse.data.Dataset;
import dev.glimpse.data.item.ContentHash;
import dev.glimpse.data.item.Item;
import dev.glimpse.data.item.Split;
import dev.glimpse.nn.archive.ModelConfig;
import dev.glimpse.nn.archive.ModelFile;
import dev.glimpse.nn.archive.Weights;
import dev.glimpse.nn.layer.Functional;
import dev.glimpse.nn.layer.Layer;
import dev.glimpse.nn.layer.Layers;
import dev.glimpse.nn.layer.Sequential;
import dev.glimpse.nn.train.History;
import dev.glimpse.zoo.Backbone;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/** Keeps the vectors of the pictures to learn from. */
record NeighboursTeacher(Neighbours recipe) implements Teacher {

    /** How the name of such a model begins, by which it is known again when somebody else has saved it. */
    private static final String NAME = "knn_on_";

    private static final int AT_ONCE = 1024;

    /** Whether a model is one that was made here, by its name. */
    static boolean made(String name) {
        return name.startsWith(NAME);
    }

    @Override
    public void requireFit(Dataset dataset) {
        EnoughPictures.require(dataset);
        int most = SamplesFile.most(recipe.backbone().length());
        if (dataset.size(Split.TRAIN) > most) {
            throw new ClassifierException(String.format(
                    Locale.ROOT,
                    "knn keeps at most %,d samples with the %,d numbers of %s, and there are %,d pictures to learn from:"
                            + " take the recipe linear or head",
                    most,
                    recipe.backbone().length(),
                    recipe.backbone().word(),
                    dataset.size(Split.TRAIN)));
        }
    }

    @Override
    public Taught teach(Dataset dataset, Training training) {
        requireFit(dataset);
        Optional<Vectors> vectors = Vectors.of(dataset, recipe.backbone(), recipe.fit(), training);
        if (vectors.isEmpty()) {
            return new Taught.Interrupted(History.empty(), Optional.empty());
        }
        Embedded embedded = vectors.get().embedded();
        List<String> labels = dataset.labels();
        Samples samples = samples(embedded);
        VoteChoice choice = choice(embedded, samples, labels.size());
        SequencedMap<String, String> about = TrainingFacts.of(dataset, recipe);
        about.put("Samples", String.format(Locale.ROOT, "%,d", samples.size()));
        about.put("Neighbours", words(choice));
        ModelFacts facts = ModelFacts.of(
                        new Labels.Named(labels), vectors.get().preprocessing(), about, dataset.splits())
                .with(Answering.ByNeighbours.of(samples, choice.vote(), labels.size()));
        return new Taught.Finished(
                model(recipe.backbone()),
                facts,
                History.empty(),
                Optional.of(recipe.backbone().lastLayer()),
                Optional.of(new Taught.FromVectors(embedded, tail(embedded.length()))));
    }

    /** Each picture to learn from once, whatever it is called. */
    private Samples samples(Embedded embedded) {
        Samples samples = Samples.none(embedded.length(), recipe.distance());
        Set<ContentHash> known = new HashSet<>();
        List<Sample> some = new ArrayList<>();
        for (Item item : embedded.dataset().items(Split.TRAIN).toList()) {
            if (known.add(item.hash())) {
                some.add(new Sample(finite(embedded.vector(item.index()), item), item.label(), item.hash()));
            }
            if (some.size() == AT_ONCE) {
                samples = samples.with(some);
                some.clear();
            }
        }
        samples = samples.with(some);
        if (samples.size() == 0) {
            throw new ClassifierException("none of the pictures to learn from can be read");
        }
        return samples;
    }

    private float[] finite(float[] vector, Item item) {
        if (!Samples.isComparable(vector)) {
            throw new ClassifierException(recipe.backbone().word() + " makes of " + item.name()
                    + " a vector that is not finite: its weights are damaged");
        }
        return vector;
    }

    private VoteChoice choice(Embedded embedded, Samples samples, int labelCount) {
        List<Item> validation =
                VoteChoice.spread(embedded.dataset().items(Split.VALIDATION).toList());
        return VoteChoice.of(
                recipe,
                samples,
                validation.stream()
                        .map(item -> finite(embedded.vector(item.index()), item))
                        .toList(),
                validation.stream().mapToInt(Item::label).toArray(),
                labelCount);
    }

    private String words(VoteChoice choice) {
        return choice.vote().k() + " by " + recipe.distance().word() + ", "
                + switch (recipe.weighting()) {
                    case EVEN -> "all the same";
                    case CLOSENESS -> "nearer ones more";
                }
                + (recipe.k().isPresent() ? "" : ", chosen on " + choice.basis());
    }

    /** The backbone as it is, frozen. */
    private static ModelFile model(Backbone backbone) {
        Functional layers = backbone.model()
                .architecture()
                .changed(Layer::frozen)
                .named(NAME + backbone.word().replace('/', '_'));
        return ModelFile.of(ModelConfig.of(layers), backbone.model().weights());
    }

    private static ModelFile tail(int length) {
        return ModelFile.of(Sequential.of(Layers.input(length)), new Weights(new LinkedHashMap<>()));
    }
}
