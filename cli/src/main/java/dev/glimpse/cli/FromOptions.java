package dev.glimpse.cli;

import dev.glimpse.classifier.FromModel;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Options of {@code glimpse train}: going on from a model that was taught before. */
final class FromOptions extends ForeignOptions {

    @Option(
            names = "--from",
            paramLabel = "MODEL",
            order = 1,
            description =
                    "Go on from the weights of this model, Glimpse's or another one, for the same classes; its labels, "
                            + "preprocessing and splits stay. Default: begin with random weights.")
    private Optional<Path> from = Optional.empty();

    @Option(
            names = "--keep-optimizer",
            order = 2,
            description =
                    "Let the optimizer go on with what it knew when that model was saved. Default: it begins anew.")
    private boolean keepOptimizer;

    /** The model to go on from, if there is one. */
    Optional<Path> from() {
        return from;
    }

    /** The recipe with the optimizer as it was asked for. */
    FromModel with(FromModel recipe) {
        return keepOptimizer ? recipe.keepingOptimizer() : recipe;
    }

    /** Whether one of them was given that says nothing without {@code --from}. */
    boolean areLost() {
        return from.isEmpty() && (keepOptimizer || areGiven());
    }
}
