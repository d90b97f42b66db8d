package dev.glimpse.classifier.embedding;

import dev.glimpse.tensor.engine.UserCache;
import java.nio.file.Path;

/**
 * Where vectors of pictures are kept, for all datasets and all programs of a user.
 *
 * @param folder is made when something is kept
 */
public record EmbeddingStore(Path folder) {

    /** The one in the user's cache folder. */
    public static EmbeddingStore ofUser() {
        return new EmbeddingStore(UserCache.folder().resolve("embeddings"));
    }
}
