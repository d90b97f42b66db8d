package dev.glimpse.classifier;

import dev.glimpse.classifier.embedding.Embedded;
import dev.glimpse.classifier.embedding.Embedder;
import dev.glimpse.data.Dataset;
import dev.glimpse.data.item.Split;
import dev.glimpse.tensor.Shape;
import dev.glimpse.tensor.batch.Batch;
import dev.glimpse.tensor.batch.Batches;
import dev.glimpse.tensor.batch.NdArray;
import java.util.List;
import java.util.Optional;

/**
 * What the end of a backbone is taught on: for each picture what the front makes of it.
 *
 * @param train what it learns
 * @param validation what steers it, if there is something
 * @param kept what was computed once and for all, if it was
 * @param open holds native memory until it is closed
 */
record TailInput(Batches train, Optional<Batches> validation, Optional<Embedded> kept, Optional<Embedder> open)
        implements AutoCloseable {

    /** What is kept takes at most so many bytes. */
    private static final long MOST = 2L << 30;

    /** Whether the front looks at each picture once or in each epoch. */
    enum Looks {
        /** Once; what it makes of it is kept. */
        ONCE("once"),
        /** In each epoch. */
        EACH_EPOCH("in each epoch");

        private final String word;

        Looks(String word) {
            this.word = word;
        }

        /** What a model file says of it. */
        String word() {
            return word;
        }
    }

    /** How often the front is to look: once, if pictures stay what they are and what it makes of them is small enough. */
    static Looks looks(Dataset dataset, Thawed thawed, Learning learning, Training training) {
        if (thawed.front().isEmpty() || learning.augmentation().isPresent()) {
            return Looks.EACH_EPOCH;
        }
        var front = thawed.front().get().model().architecture();
        long numbers = front.outputShapes().getFirst().count();
        if (numbers >= front.inputShapes().getFirst().count()) {
            return Looks.EACH_EPOCH;
        }
        long bytes = numbers * Float.BYTES * dataset.size();
        long room = room(training);
        if (bytes > Math.min(MOST, room / 2)) {
            training.tell(new TeachingEvent.Remark("What the backbone makes of the pictures up to "
                    + thawed.front().get().layer() + " would take " + megabytes(bytes) + " (at most " + megabytes(MOST)
                    + " are kept, and " + megabytes(room) + " are free): each epoch looks at the pictures anew."));
            return Looks.EACH_EPOCH;
        }
        return Looks.ONCE;
    }

    /** How many bytes are free where the folder is, or will be. */
    private static long room(Training training) {
        var folder = training.embeddings().folder().toAbsolutePath().toFile();
        for (var place = folder; place != null; place = place.getParentFile()) {
            if (place.exists()) {
                return place.getUsableSpace();
            }
        }
        return 0;
    }

    private static String megabytes(long bytes) {
        return Math.ceilDiv(bytes, 1_000_000L) + " MB";
    }

    /** All that a tail is taught on; nothing if the training was asked to stop, or is out of time. */
    static Optional<TailInput> of(
            Dataset dataset,
            FineTune recipe,
            Thawed thawed,
            Looks looks,
            Preprocessing preprocessing,
            Training training) {
        Learning learning = recipe.learning();
        if (thawed.front().isEmpty()) {
            return Optional.of(new TailInput(
                    PictureBatches.train(dataset, learning, preprocessing, training),
                    PictureBatches.validation(dataset, learning, preprocessing, training),
                    Optional.empty(),
                    Optional.empty()));
        }
        Thawed.Front front = thawed.front().get();
        Embedder embedder = Embedder.of(
                front.model(),
                recipe.backbone().word() + "_to_" + front.layer().replaceAll("[^A-Za-z0-9]", "_"),
                recipe.backbone().checksum(),
                recipe.head().fit(),
                training.embeddings());
        try {
            return switch (looks) {
                case EACH_EPOCH -> {
                    Shape shape = front.model().architecture().outputShapes().getFirst();
                    yield Optional.of(new TailInput(
                            through(embedder, shape, PictureBatches.train(dataset, learning, preprocessing, training)),
                            PictureBatches.validation(dataset, learning, preprocessing, training)
                                    .map(pictures -> through(embedder, shape, pictures)),
                            Optional.empty(),
                            Optional.of(embedder)));
                }
                case ONCE -> {
                    Embedded maps = embedder.embed(dataset, embed -> embed.strictness(training.strictness())
                            .unreadable(_ -> {})
                            .stopWhen(() -> isOver(training))
                            .remarks(text -> training.tell(new TeachingEvent.Remark(text)))
                            .progress((done, all) -> training.tell(new TeachingEvent.Embedding(
                                    recipe.backbone().word() + " up to " + front.layer(), done, all))));
                    embedder.close();
                    yield isOver(training)
                            ? Optional.empty()
                            : Optional.of(new TailInput(
                                    maps.batches(Split.TRAIN, learning.batchSize()),
                                    maps.dataset().size(Split.VALIDATION) == 0
                                            ? Optional.empty()
                                            : Optional.of(maps.batches(Split.VALIDATION, learning.batchSize())),
                                    Optional.of(maps),
                                    Optional.empty()));
                }
            };
        } catch (RuntimeException | Error e) {
            embedder.close();
            throw e;
        }
    }

    private static boolean isOver(Training training) {
        return training.stopWhen().getAsBoolean() || training.endWhen().getAsBoolean();
    }

    /** Batches of pictures as batches of what a front makes of them. */
    private static Batches through(Embedder front, Shape shape, Batches pictures) {
        return new Batches() {
            @Override
            public int samples() {
                return pictures.samples();
            }

            @Override
            public int batchSize() {
                return pictures.batchSize();
            }

            @Override
            public List<Shape> inputShapes() {
                return List.of(shape);
            }

            @Override
            public BatchStream open(Pass pass) {
                return through(front, shape, pictures.open(pass));
            }
        };
    }

    private static Batches.BatchStream through(Embedder front, Shape shape, Batches.BatchStream pictures) {
        return new Batches.BatchStream() {
            @Override
            public Optional<Batch> next() {
                return pictures.next().map(batch -> {
                    float[] made = front.embed(batch.inputs().getFirst()).values();
                    return new Batch(
                            List.of(new NdArray.Floats(shape.prepend(batch.size()), made)),
                            batch.targets(),
                            batch.weights(),
                            batch.items());
                });
            }

            @Override
            public int done() {
                return pictures.done();
            }

            @Override
            public void close() {
                pictures.close();
            }
        };
    }

    @Override
    public void close() {
        open.ifPresent(Embedder::close);
    }
}
