package dev.glimpse.classifier;

import dev.glimpse.classifier.embedding.Embedded;
import dev.glimpse.classifier.embedding.Embedder;
import dev.glimpse.classifier.embedding.EmbeddingOptions;
import dev.glimpse.data.Dataset;
import dev.glimpse.data.item.Item;
import dev.glimpse.image.Resize;
import dev.glimpse.image.feature.Describer;
import dev.glimpse.tensor.Shape;
import dev.glimpse.zoo.Backbone;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The vectors of a dataset's pictures, as a training gathers them: it is told how far that is, and can be stopped.
 *
 * @param embedded the pictures with their vectors
 * @param preprocessing how a picture becomes what the backbone or the features take
 */
record Vectors(Embedded embedded, Preprocessing preprocessing) {

    /**
     * Which vectors somebody may want that others have computed: as they are, without further looks.
     *
     * @param source the backbone, or {@code features}
     * @param checksum of its weights, or of the features
     */
    record Wanted(Dataset dataset, String source, String checksum, Shape input, Resize.Fit fit) {}

    /** The vectors of all pictures that can be read, computed once in all tries of a training; none if the training was asked to stop. */
    static Optional<Vectors> of(Dataset dataset, Backbone backbone, Resize.Fit fit, Training training) {
        Dataset all = training.whole().orElse(dataset);
        return known(
                new Wanted(all, backbone.word(), backbone.checksum(), backbone.input(), fit),
                dataset,
                training,
                () -> of(all, backbone, fit, training, _ -> {}));
    }

    /** As above, by features. */
    static Optional<Vectors> of(Dataset dataset, Describer describer, Preprocessing pictures, Training training) {
        Dataset all = training.whole().orElse(dataset);
        String checksum = DescriberFile.checksum(describer);
        Resize resize = pictures.resize();
        return known(
                new Wanted(all, "features", checksum, pictures.shape(), resize.fit()),
                dataset,
                training,
                () -> of(
                        all,
                        Embedder.of(describer, checksum, resize, training.embeddings()),
                        pictures.channels(),
                        "features",
                        training,
                        _ -> {}));
    }

    private static Optional<Vectors> known(
            Wanted wanted, Dataset dataset, Training training, Supplier<Optional<Vectors>> computing) {
        Vectors before = training.known().get(wanted);
        if (before != null) {
            return Optional.of(before.of(dataset));
        }
        Optional<Vectors> vectors = computing.get();
        vectors.ifPresent(computed -> training.known().put(wanted, computed));
        return vectors.map(computed -> computed.of(dataset));
    }

    /** Those of a part of the pictures, or of the same ones with other splits. */
    private Vectors of(Dataset part) {
        Set<Long> readable = embedded.dataset().items().map(Item::key).collect(Collectors.toSet());
        return new Vectors(embedded.withDataset(part.where(item -> readable.contains(item.key()))), preprocessing);
    }

    /** By a backbone, with further looks of pictures for instance. */
    static Optional<Vectors> of(
            Dataset dataset, Backbone backbone, Resize.Fit fit, Training training, Consumer<EmbeddingOptions> options) {
        return of(
                dataset,
                Embedder.of(backbone, fit, training.embeddings()),
                backbone.input().size(2),
                backbone.word(),
                training,
                options);
    }

    private static Optional<Vectors> of(
            Dataset dataset,
            Embedder open,
            int channels,
            String name,
            Training training,
            Consumer<EmbeddingOptions> options) {
        try (Embedder embedder = open) {
            Embedded embedded = embedder.embed(dataset, embed -> {
                embed.strictness(training.strictness())
                        .unreadable(training.unreadable())
                        .stopWhen(training.stopWhen())
                        .remarks(text -> training.tell(new TeachingEvent.Remark(text)))
                        .progress((done, all) -> training.tell(new TeachingEvent.Embedding(name, done, all)));
                options.accept(embed);
            });
            return !embedded.isComplete() || training.stopWhen().getAsBoolean()
                    ? Optional.empty()
                    : Optional.of(new Vectors(embedded, new Preprocessing(embedder.resize(), channels)));
        }
    }
}
