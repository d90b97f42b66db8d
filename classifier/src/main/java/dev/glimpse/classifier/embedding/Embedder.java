package dev.glimpse.classifier.embedding;

import dev.glimpse.classifier.run.Runner;
import dev.glimpse.data.Dataset;
import dev.glimpse.image.Picture;
import dev.glimpse.image.Resize;
import dev.glimpse.image.feature.Describer;
import dev.glimpse.nn.archive.ModelFile;
import dev.glimpse.onnx.OnnxException;
import dev.glimpse.onnx.run.OnnxRuntime;
import dev.glimpse.tensor.Shape;
import dev.glimpse.tensor.batch.NdArray;
import dev.glimpse.zoo.Backbone;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A network or features at work: each picture of a dataset gets its vector, once.
 *
 * <p>What was computed before, for whatever dataset and by whatever program, is found in its {@link EmbeddingStore}; the
 * network starts when there is something to compute. It holds native memory until it is closed. Any number of threads may
 * use it at the same time.
 */
public final class Embedder implements AutoCloseable {

    private static final int MOST_TOGETHER = 16;

    private final Supplier<Runner> starting;
    private final IntSupplier together;
    private final Shape input;
    private final Shape output;
    private final Resize resize;
    private final EmbeddingStore store;
    private final VectorKind kind;
    private final AtomicBoolean troubled = new AtomicBoolean();
    private @Nullable Runner runner;
    private boolean closed;

    private Embedder(
            Supplier<Runner> starting,
            IntSupplier together,
            Shape input,
            Shape output,
            Resize resize,
            EmbeddingStore store,
            VectorKind kind) {
        this.starting = starting;
        this.together = together;
        this.input = input;
        this.output = output;
        this.resize = resize;
        this.store = store;
        this.kind = kind;
    }

    /**
     * A backbone that is ready.
     *
     * @param fit what becomes of pictures whose proportions are not those of its input
     * @param store where vectors are kept
     */
    public static Embedder of(Backbone backbone, Resize.Fit fit, EmbeddingStore store) {
        return of(backbone.model(), backbone.word(), backbone.checksum(), fit, store);
    }

    /**
     * The front of a network that is ready; what comes out of it, of any shape, is a vector to everything here.
     *
     * @param front it takes a picture (height, width, channels), and has one output
     * @param word what it is called, in a few letters, figures and {@code _}
     * @param checksum of its weights: others must have another
     * @param fit what becomes of pictures whose proportions are not those of its input
     * @param store where vectors are kept
     */
    public static Embedder of(ModelFile front, String word, String checksum, Resize.Fit fit, EmbeddingStore store) {
        Shape input = front.architecture().inputShapes().getFirst();
        Resize resize = Resize.to(input.size(0), input.size(1)).bilinear().fit(fit);
        return new Embedder(
                () -> Runner.of(front, () -> front).get(),
                Embedder::together,
                input,
                front.architecture().outputShapes().getFirst(),
                resize,
                store,
                VectorKind.of(front.architecture(), word, checksum, resize));
    }

    /**
     * Features at work in place of a network.
     *
     * @param checksum of the describer: one with other features or vocabularies must have another
     * @param resize how a picture becomes what is described; in colour
     * @param store where vectors are kept
     */
    public static Embedder of(Describer describer, String checksum, Resize resize, EmbeddingStore store) {
        return new Embedder(
                () -> new Runner.OnFeatures(new Runner.AsTheyAre(), Map.of(0, describer)),
                () -> Math.min(MOST_TOGETHER, 2 * Runtime.getRuntime().availableProcessors()),
                Shape.of(resize.height(), resize.width(), 3),
                Shape.of(describer.length()),
                resize,
                store,
                VectorKind.of(describer, checksum, resize));
    }

    /** How a picture becomes what the network takes. */
    public Resize resize() {
        return resize;
    }

    /** What comes out of the network: {@code [length]}, or height, width and channels. */
    public Shape shape() {
        return output;
    }

    /**
     * The vectors of all pictures of a dataset: those that are known already are found, the others computed and kept.
     *
     * <p>The same content is computed once. A picture that cannot be read is left out.
     *
     * @throws EmbeddingException if there is no room for them, neither on disk nor in memory
     * @throws dev.glimpse.data.item.DataException if a picture cannot be read and none may be left out
     */
    public Embedded embed(Dataset dataset, Consumer<EmbeddingOptions> options) {
        EmbeddingOptions chosen = new EmbeddingOptions();
        options.accept(chosen);
        Consumer<String> trouble = reason -> {
            if (!troubled.getAndSet(true)) {
                chosen.remarks()
                        .accept("what " + kind.word() + " says of pictures cannot be kept in " + store.folder() + " ("
                                + reason + "): it goes on without, and is computed again the next time");
            }
        };
        var order = new EmbeddingRun.Order(dataset, chosen, resize, input, output, together, this::runner);
        try (Shelf plain = Shelf.open(store, kind, EmbeddingRun.plain(dataset), trouble)) {
            Optional<VectorKind> changed = chosen.augmentation()
                    .filter(change -> chosen.looks() > 1 && !change.isNone())
                    .map(change -> kind.changed(change.toString()));
            if (changed.isEmpty()) {
                store.prune(List.of(kind.name()));
                return new EmbeddingRun(order, plain, Optional.empty()).run();
            }
            Shelf looks = Shelf.open(store, changed.get(), EmbeddingRun.changed(dataset, chosen.looks()), trouble);
            try (looks) {
                store.prune(List.of(kind.name(), changed.get().name()));
                return new EmbeddingRun(order, plain, Optional.of(looks)).run();
            }
        }
    }

    /**
     * How many pictures are computed together: no more than the threads need, for with more what lies between layers no
     * longer fits into a processor's cache. One thread took 6.0 ms of MobileNetV2 for a picture alone, and 8.2 in a batch of 16.
     */
    private static int together() {
        try {
            int threads = OnnxRuntime.threads().threads();
            return threads == 1 ? 1 : Math.min(MOST_TOGETHER, 2 * threads);
        } catch (OnnxException notHere) {
            return MOST_TOGETHER;
        }
    }

    /** The vectors of pictures that have been brought to the network's size, one row each; nothing is kept. */
    public NdArray.Floats embed(NdArray pictures) {
        return runner().run(pictures).getFirst();
    }

    /** The vector of a picture of any size; it is not kept. */
    public float[] embed(Picture picture) {
        Picture coloured = input.size(2) == 1 ? picture.gray() : picture.rgb();
        Picture fitted = coloured.height() == resize.height() && coloured.width() == resize.width()
                ? coloured
                : resize.apply(coloured);
        return embed(new NdArray.Bytes(input.prepend(1), fitted.pixels())).values();
    }

    private synchronized Runner runner() {
        if (closed) {
            throw new IllegalStateException("the embedder of " + kind.word() + " is closed");
        }
        Runner running = runner;
        if (running == null) {
            running = starting.get();
            runner = running;
        }
        return running;
    }

    @Override
    public synchronized void close() {
        closed = true;
        Runner running = runner;
        if (running != null) {
            running.close();
            runner = null;
        }
    }
}
