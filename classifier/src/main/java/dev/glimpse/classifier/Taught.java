package dev.glimpse.classifier;

import dev.glimpse.classifier.embedding.Embedded;
import dev.glimpse.nn.archive.ModelFile;
import dev.glimpse.nn.train.History;
import java.nio.file.Path;
import java.util.Optional;

/** What a teacher gives back. */
sealed interface Taught {

    /**
     * A classifier that is not judged yet.
     *
     * @param model all of it, the backbone too
     * @param facts what is known about it
     * @param history the epochs, if there were any
     * @param layer the one whose output is a picture's vector, by which pictures of other things can be told, if there is one
     * @param vectors the way from vectors to probabilities, if vectors of the pictures are at hand
     */
    record Finished(
            ModelFile model, ModelFacts facts, History history, Optional<String> layer, Optional<FromVectors> vectors)
            implements Taught {

        /** This with other facts. */
        Finished with(ModelFacts newFacts) {
            return new Finished(model, newFacts, history, layer, vectors);
        }
    }

    /**
     * A classifier's second half, for pictures whose vectors are known: much faster than the whole, and the same numbers
     * but for rounding.
     *
     * @param embedded the vectors, of all pictures of the dataset that can be read
     * @param tail what makes probabilities of a vector; where neighbours or a learner answer it has no layers but the input
     */
    record FromVectors(Embedded embedded, ModelFile tail) {}

    /**
     * It was asked to stop.
     *
     * @param history the epochs that are over
     * @param checkpoint where it goes on from; without one it begins anew, with the vectors that it has
     */
    record Interrupted(History history, Optional<Path> checkpoint) implements Taught {}
}
