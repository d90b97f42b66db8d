package dev.glimpse.classifier.embedding;

import dev.glimpse.data.Dataset;
import dev.glimpse.image.Picture;
import dev.glimpse.image.Resize;
import dev.glimpse.nn.archive.ModelFile;
import dev.glimpse.onnx.OnnxGraph;
import dev.glimpse.onnx.run.OnnxSession;
import dev.glimpse.tensor.Shape;
import dev.glimpse.tensor.batch.Batch;
import dev.glimpse.tensor.batch.Batches;
import dev.glimpse.tensor.batch.NdArray;
import dev.glimpse.zoo.Backbone;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A backbone at work: it gives each picture of a dataset its vector, once.
 *
 * <p>It holds native memory until it is closed.
 */
public final class Embedder implements AutoCloseable {

    private static final int BATCH = 16;

    private final Shape input;
    private final Shape output;
    private final Resize.Fit fit;
    private final OnnxSession session;

    private Embedder(Shape input, Shape output, Resize.Fit fit, OnnxSession session) {
        this.input = input;
        this.output = output;
        this.fit = fit;
        this.session = session;
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
     * @param checksum of its weights
     * @param fit what becomes of pictures whose proportions are not those of its input
     * @param store where vectors are kept
     */
    public static Embedder of(ModelFile front, String word, String checksum, Resize.Fit fit, EmbeddingStore store) {
        return new Embedder(
                front.architecture().inputShapes().getFirst(),
                front.architecture().outputShapes().getFirst(),
                fit,
                OnnxSession.open(OnnxGraph.of(front.architecture(), front.weights())));
    }

    /** How a picture becomes what the backbone takes. */
    public Resize resize() {
        return Resize.to(input.size(0), input.size(1)).bilinear().fit(fit);
    }

    /** The vectors of all pictures of a dataset. */
    public Embedded embed(Dataset dataset, Consumer<EmbeddingOptions> options) {
        EmbeddingOptions chosen = new EmbeddingOptions();
        options.accept(chosen);
        Map<Long, float[]> vectors = new HashMap<>();
        Batches batches = dataset.batches(resize(), batch -> batch.size(BATCH)
                .channels(input.size(2))
                .strictness(chosen.strictness())
                .unreadable(chosen.unreadable()));
        try (Batches.BatchStream stream = batches.open(Batches.Pass.first())) {
            for (Optional<Batch> next = stream.next(); next.isPresent(); next = stream.next()) {
                Batch batch = next.get();
                float[] rows = session.predict(batch.inputs()).getFirst().values();
                for (int i = 0; i < batch.size(); i++) {
                    float[] vector = new float[(int) output.count()];
                    System.arraycopy(rows, i * vector.length, vector, 0, vector.length);
                    vectors.put(batch.items()[i], vector);
                }
                chosen.progress().at(vectors.size(), dataset.size());
            }
        }
        Set<Long> known = new HashSet<>(vectors.keySet());
        Dataset readable = dataset.where(item -> known.contains(item.key()));
        return new Embedded(readable, output, vectors);
    }

    /** The vectors of pictures that have been brought to the backbone's size, one row each. */
    public NdArray.Floats embed(NdArray pictures) {
        return session.predict(java.util.List.of(pictures)).getFirst();
    }

    /** The vector of a picture of any size. */
    public float[] embed(Picture picture) {
        Picture coloured = input.size(2) == 1 ? picture.gray() : picture.rgb();
        Picture fitted = coloured.height() == input.size(0) && coloured.width() == input.size(1)
                ? coloured
                : resize().apply(coloured);
        return embed(new NdArray.Bytes(input.prepend(1), fitted.pixels())).values();
    }

    @Override
    public void close() {
        session.close();
    }
}
