package dev.glimpse.classifier;

import dev.glimpse.classifier.embedding.Embedded;
import dev.glimpse.data.Dataset;
import dev.glimpse.data.item.Item;
import dev.glimpse.image.Resize;
import dev.glimpse.tensor.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The vectors that were computed in a training, so that each picture is embedded once even where they cannot be kept: in all tries of
 * one, and in all rounds of a cross-validation, whose datasets hold the same pictures with other splits.
 */
final class KnownVectors {

    private final Map<Wanted, List<Kept>> kept = new HashMap<>();

    /**
     * Which vectors somebody may want that others have computed: of pictures as they are, without further looks.
     *
     * @param source the backbone, or {@code features}
     * @param checksum of its weights, or of the features
     */
    record Wanted(String source, String checksum, Shape input, Resize.Fit fit) {}

    /**
     * Vectors that were computed.
     *
     * @param dataset of which they were asked for; those of its pictures that cannot be read have none
     * @param keys the keys of its pictures, in order
     */
    private record Kept(Dataset dataset, long[] keys, Vectors vectors) {

        Optional<Vectors> of(Dataset other) {
            if (other == dataset) {
                return Optional.of(vectors);
            }
            if (!other.items().allMatch(item -> Arrays.binarySearch(keys, item.key()) >= 0)) {
                return Optional.empty();
            }
            Embedded embedded = vectors.embedded();
            return Optional.of(new Vectors(embedded.withDataset(other.where(embedded::has)), vectors.preprocessing()));
        }
    }

    /** The vectors of a dataset, if they were computed for it, or for another one that has all of its pictures. */
    Optional<Vectors> find(Dataset dataset, Wanted wanted) {
        return kept.getOrDefault(wanted, List.of()).stream()
                .map(known -> known.of(dataset))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** Keeps vectors that were computed for all pictures of a dataset that can be read. */
    void add(Dataset dataset, Wanted wanted, Vectors vectors) {
        long[] keys = dataset.items().mapToLong(Item::key).sorted().toArray();
        kept.computeIfAbsent(wanted, _ -> new ArrayList<>()).add(new Kept(dataset, keys, vectors));
    }
}
