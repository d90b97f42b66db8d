package dev.glimpse.classifier.embedding;

import dev.glimpse.data.Dataset;
import dev.glimpse.image.Resize;
import dev.glimpse.onnx.OnnxGraph;
import dev.glimpse.onnx.run.OnnxSession;
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

    private final Backbone backbone;
    private final Resize.Fit fit;
    private final OnnxSession session;

    private Embedder(Backbone backbone, Resize.Fit fit, OnnxSession session) {
        this.backbone = backbone;
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
        return new Embedder(
                backbone,
                fit,
                OnnxSession.open(OnnxGraph.of(
                        backbone.model().architecture(), backbone.model().weights())));
    }

    /** How a picture becomes what the backbone takes. */
    public Resize resize() {
        return Resize.to(backbone.input().size(0), backbone.input().size(1))
                .bilinear()
                .fit(fit);
    }

    /** The vectors of all pictures of a dataset. */
    public Embedded embed(Dataset dataset, Consumer<EmbeddingOptions> options) {
        EmbeddingOptions chosen = new EmbeddingOptions();
        options.accept(chosen);
        Map<Long, float[]> vectors = new HashMap<>();
        Batches batches = dataset.batches(resize(), batch -> batch.size(BATCH)
                .channels(backbone.input().size(2))
                .strictness(chosen.strictness())
                .unreadable(chosen.unreadable()));
        try (Batches.BatchStream stream = batches.open(Batches.Pass.first())) {
            for (Optional<Batch> next = stream.next(); next.isPresent(); next = stream.next()) {
                Batch batch = next.get();
                float[] rows = session.predict(batch.inputs()).getFirst().values();
                for (int i = 0; i < batch.size(); i++) {
                    float[] vector = new float[backbone.length()];
                    System.arraycopy(rows, i * vector.length, vector, 0, vector.length);
                    vectors.put(batch.items()[i], vector);
                }
                chosen.progress().at(vectors.size(), dataset.size());
            }
        }
        Set<Long> known = new HashSet<>(vectors.keySet());
        Dataset readable = dataset.where(item -> known.contains(item.key()));
        return new Embedded(readable, backbone.length(), vectors);
    }

    /** The vectors of pictures that have been brought to the backbone's size, one row each. */
    public NdArray.Floats embed(NdArray pictures) {
        return session.predict(java.util.List.of(pictures)).getFirst();
    }

    @Override
    public void close() {
        session.close();
    }
}
