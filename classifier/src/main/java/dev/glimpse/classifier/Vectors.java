package dev.glimpse.classifier;

import dev.glimpse.classifier.embedding.Embedded;
import dev.glimpse.classifier.embedding.Embedder;
import dev.glimpse.classifier.embedding.EmbeddingOptions;
import dev.glimpse.data.Dataset;
import dev.glimpse.image.Resize;
import dev.glimpse.image.feature.Describer;
import dev.glimpse.zoo.Backbone;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The vectors of a dataset's pictures, as a training gathers them: it is told how far that is, and can be stopped.
 *
 * @param embedded the pictures with their vectors
 * @param preprocessing how a picture becomes what the backbone or the features take
 */
record Vectors(Embedded embedded, Preprocessing preprocessing) {

    /** The vectors of all pictures that can be read, computed once in all tries of a training; none if the training was asked to stop. */
    static Optional<Vectors> of(Dataset dataset, Backbone backbone, Resize.Fit fit, Training training) {
        return known(
                new KnownVectors.Wanted(backbone.word(), backbone.checksum(), backbone.input(), fit),
                dataset,
                training,
                all -> of(all, backbone, fit, training, _ -> {}));
    }

    /** As above, by features. */
    static Optional<Vectors> of(Dataset dataset, Describer describer, Preprocessing pictures, Training training) {
        String checksum = DescriberFile.checksum(describer);
        Resize resize = pictures.resize();
        return known(
                new KnownVectors.Wanted("features", checksum, pictures.shape(), resize.fit()),
                dataset,
                training,
                all -> of(
                        all,
                        Embedder.of(describer, checksum, resize, training.embeddings()),
                        pictures.channels(),
                        "features",
                        training,
                        _ -> {}));
    }

    private static Optional<Vectors> known(
            KnownVectors.Wanted wanted,
            Dataset dataset,
            Training training,
            Function<Dataset, Optional<Vectors>> computing) {
        Optional<Vectors> before = training.known().find(dataset, wanted);
        if (before.isPresent()) {
            return before;
        }
        Dataset all = training.whole().orElse(dataset);
        Optional<Vectors> vectors = computing.apply(all);
        vectors.ifPresent(computed -> training.known().add(all, wanted, computed));
        return vectors.flatMap(_ -> training.known().find(dataset, wanted));
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
