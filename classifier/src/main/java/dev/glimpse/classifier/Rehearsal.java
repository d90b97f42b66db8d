package dev.glimpse.classifier;

import dev.glimpse.data.Dataset;
import dev.glimpse.data.item.Item;
import dev.glimpse.data.item.Split;
import dev.glimpse.image.ImageException;
import dev.glimpse.nn.loss.Losses;
import dev.glimpse.nn.model.BabySteps;
import dev.glimpse.nn.model.Model;
import dev.glimpse.tensor.Shape;
import dev.glimpse.tensor.batch.Batch;
import dev.glimpse.tensor.batch.NdArray;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A training in small, on ten pictures of a dataset, to see whether the one in earnest can succeed. */
public final class Rehearsal {

    private static final int PICTURES = 10;

    private Rehearsal() {}

    /**
     * Takes {@linkplain BabySteps baby steps} with this recipe; nothing is written, and the dataset's other pictures are not
     * looked at.
     *
     * @throws ClassifierException if the recipe does not fit the dataset
     * @throws dev.glimpse.nn.NnException if shapes do not fit
     */
    public static BabySteps of(Dataset pictures, NetworkRecipe<?> recipe) {
        Beginning beginning = Beginning.of(pictures, recipe);
        Learning learning = recipe.learning();
        Dataset dataset = beginning.dataset();
        int classes = dataset.labels().size();
        Preprocessing preprocessing = beginning.preprocessing();
        Shape shape = preprocessing.shape();
        int size = Math.toIntExact(shape.count());
        byte[] pixels = new byte[PICTURES * size];
        float[] targets = new float[PICTURES * classes];
        List<Item> chosen = new ArrayList<>();
        for (Item item : candidates(dataset)) {
            if (chosen.size() == PICTURES) {
                break;
            }
            try {
                preprocessing.apply(dataset.picture(item)).copyTo(pixels, chosen.size() * size);
                targets[chosen.size() * classes + item.label()] = 1;
                chosen.add(item);
            } catch (ImageException _) {
                // It is left out of the training as well.
            }
        }
        if (chosen.isEmpty()) {
            throw new ClassifierException("none of the pictures to learn from can be read");
        }
        int count = chosen.size();
        Batch batch = new Batch(
                List.of(new NdArray.Bytes(shape.prepend(count), java.util.Arrays.copyOf(pixels, count * size))),
                List.of(new NdArray.Floats(
                        Shape.of(count, classes), java.util.Arrays.copyOf(targets, count * classes))),
                Optional.empty(),
                chosen.stream().mapToLong(item -> item.hash().key()).toArray());
        try (Model model = beginning.model(learning.seed())) {
            return BabySteps.take(
                    model,
                    learning.optimizer(),
                    Losses.categoricalCrossentropy().labelSmoothing(learning.labelSmoothing()),
                    batch,
                    learning.seed());
        }
    }

    /** Pictures to learn from, one of each class after another, three times as many as are wanted. */
    private static List<Item> candidates(Dataset dataset) {
        List<List<Item>> byClass = new ArrayList<>();
        dataset.labels().forEach(_ -> byClass.add(new ArrayList<>()));
        dataset.items(Split.TRAIN).forEach(item -> {
            List<Item> known = byClass.get(item.label());
            if (known.size() < 3 * PICTURES) {
                known.add(item);
            }
        });
        List<Item> turns = new ArrayList<>();
        for (int round = 0; round < 3 * PICTURES && turns.size() < 3 * PICTURES; round++) {
            for (List<Item> known : byClass) {
                if (round < known.size()) {
                    turns.add(known.get(round));
                }
            }
        }
        return turns;
    }
}
