package dev.glimpse.classifier;

import dev.glimpse.data.Dataset;
import dev.glimpse.data.item.Split;
import dev.glimpse.data.split.Splits;
import dev.glimpse.nn.archive.ModelFile;
import dev.glimpse.nn.archive.OptimizerState;
import dev.glimpse.nn.archive.Weights;
import dev.glimpse.nn.layer.Architecture;
import dev.glimpse.nn.model.Model;
import java.util.Optional;

/**
 * What a training begins with: pictures and a network that fit each other.
 *
 * @param dataset with its labels in the order of the outputs
 * @param architecture the layers
 * @param preprocessing how a picture becomes their input
 * @param splits of all pictures that are known, those of the dataset among them
 * @param weights those of another model; none for random ones
 * @param optimizer what the optimizer remembers from before
 */
record Beginning(
        Dataset dataset,
        Architecture architecture,
        Preprocessing preprocessing,
        Splits splits,
        Optional<Weights> weights,
        Optional<OptimizerState> optimizer) {

    /**
     * What a recipe begins with.
     *
     * @throws ClassifierException if it does not fit the dataset
     */
    static Beginning of(Dataset dataset, NetworkRecipe<?> recipe) {
        if (dataset.size(Split.TRAIN) == 0) {
            throw new ClassifierException(
                    "there are no pictures to learn from: split the dataset, and leave some to learn from");
        }
        return switch (recipe) {
            case FromScratch scratch -> {
                Architecture architecture =
                        scratch.architecture(dataset.labels().size());
                yield new Beginning(
                        dataset,
                        architecture,
                        Preprocessing.of(architecture.inputShapes().getFirst()).fit(scratch.fit()),
                        dataset.splits(),
                        Optional.empty(),
                        Optional.empty());
            }
            case FromModel model ->
                new Beginning(
                        model.fitting(dataset),
                        model.architecture(),
                        model.preprocessing(),
                        model.splits().with(dataset.splits()),
                        Optional.of(model.opened().model().weights()),
                        model.optimizerState());
        };
    }

    /** The network with its first weights; random ones are drawn from the seed. */
    Model model(long seed) {
        return weights.map(known -> Model.of(ModelFile.of(architecture, known)))
                .orElseGet(() -> Model.build(architecture, build -> build.seed(seed)));
    }
}
