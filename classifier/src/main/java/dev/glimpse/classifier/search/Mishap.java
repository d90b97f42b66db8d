package dev.glimpse.classifier.search;

import dev.glimpse.classifier.ClassifierException;
import dev.glimpse.classifier.embedding.EmbeddingException;
import dev.glimpse.classifier.evaluation.EvaluationException;
import dev.glimpse.data.item.DataException;
import dev.glimpse.image.ImageException;
import dev.glimpse.learn.LearnException;
import dev.glimpse.nn.NnException;
import dev.glimpse.onnx.OnnxException;
import dev.glimpse.tensor.TensorException;
import dev.glimpse.zoo.ZooException;
import java.io.IOException;

/** What ends one try, and not the search: options that do not go together, or a training that diverged. */
final class Mishap {

    private Mishap() {}

    static boolean isOne(RuntimeException thrown) {
        // A module's own exception may carry news of a full disk, which every other try would bring as well.
        return !(thrown.getCause() instanceof IOException)
                && switch (thrown) {
                    case ClassifierException _,
                            NnException _,
                            LearnException _,
                            DataException _,
                            ImageException _,
                            EmbeddingException _,
                            EvaluationException _,
                            OnnxException _,
                            TensorException _,
                            ZooException _ -> true;
                    default -> false;
                };
    }

    /** Why, in one line. */
    static String words(RuntimeException thrown) {
        return String.valueOf(thrown.getMessage()).strip().replaceAll("\\s*\\R\\s*", " ");
    }
}
