package dev.glimpse.classifier.evaluation;

import dev.glimpse.classifier.page.Photo;
import dev.glimpse.data.Dataset;
import dev.glimpse.data.item.DataException;
import dev.glimpse.data.item.Item;
import dev.glimpse.image.ImageException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Small pictures of an evaluation's mistakes, out of the dataset it was made on. */
public final class DatasetThumbnails implements Thumbnails {

    /** Twice the width they are shown at, for screens with fine pixels. */
    private static final int LONGEST = 320;

    private final Dataset dataset;
    private final Map<String, Item> items;

    private DatasetThumbnails(Dataset dataset, Map<String, Item> items) {
        this.dataset = dataset;
        this.items = items;
    }

    /** The pictures of the mistakes; {@code dataset} must stay open until the report is written. */
    public static DatasetThumbnails of(Dataset dataset, Evaluation evaluation) {
        Set<String> mistakes = evaluation.mistakes().stream().map(Outcome::item).collect(Collectors.toSet());
        Map<String, Item> items = new HashMap<>();
        dataset.items().filter(item -> mistakes.contains(item.name())).forEach(item -> items.put(item.name(), item));
        return new DatasetThumbnails(dataset, items);
    }

    @Override
    public Optional<byte[]> of(String item) {
        return Optional.ofNullable(items.get(item)).flatMap(this::thumbnail);
    }

    private Optional<byte[]> thumbnail(Item item) {
        try {
            return Optional.of(Photo.shrunk(dataset.picture(item), LONGEST));
        } catch (ImageException | DataException _) {
            // The file has changed since it was evaluated; the report does without.
            return Optional.empty();
        }
    }
}
