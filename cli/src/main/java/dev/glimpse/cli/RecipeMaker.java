package dev.glimpse.cli;

import dev.glimpse.classifier.Auto;
import dev.glimpse.classifier.Classical;
import dev.glimpse.classifier.ClassifierException;
import dev.glimpse.classifier.FineTune;
import dev.glimpse.classifier.Head;
import dev.glimpse.classifier.Learning;
import dev.glimpse.classifier.Linear;
import dev.glimpse.classifier.Neighbours;
import dev.glimpse.classifier.NetworkRecipe;
import dev.glimpse.classifier.Recipe;
import dev.glimpse.data.Dataset;
import dev.glimpse.data.item.Split;
import dev.glimpse.nn.layer.Size2;
import dev.glimpse.zoo.Backbone;
import java.util.Optional;

/**
 * What the options of {@code glimpse train} mean together: a recipe.
 *
 * @param screen where it is told what is fetched
 * @param options which recipe, and its own options
 * @param pictures which network, and pictures in what shape
 * @param learning how it learns
 */
record RecipeMaker(Screen screen, RecipeOptions options, PictureOptions pictures, LearningOptions learning) {

    /** The recipe of a name, for a dataset with its splits. */
    Recipe recipe(RecipeName name, Dataset dataset) {
        return switch (name) {
            case AUTO -> auto();
            case HEAD -> head(dataset);
            case LINEAR -> linear();
            case KNN -> neighbours();
            case FINE_TUNE -> fineTune(dataset);
            case EMBEDDING -> options.learner(embedding(), learning);
            case FEATURES -> options.learner(described(), learning);
            case FROM_SCRATCH -> network(pictures.recipe(dataset, screen), dataset);
            case FROM_MODEL -> throw new IllegalArgumentException("it takes a model");
        };
    }

    /** A network that is taught as the options say. */
    NetworkRecipe<?> network(NetworkRecipe<?> plain, Dataset dataset) {
        return plain.with(learnt(plain.learning(), dataset));
    }

    private Auto auto() {
        Auto plain = Auto.within(options.budget(), new Backbones(screen).offers(options.backbone(), pictures.size()))
                .seed(learning.seed());
        return pictures.fit().map(plain::fit).orElse(plain);
    }

    private Head head(Dataset dataset) {
        Head plain = head();
        return options.withLooks(plain.with(learnt(plain.learning(), dataset)));
    }

    private Head head() {
        Head plain = options.apply(Head.of(backbone()));
        return pictures.fit().map(plain::fit).orElse(plain);
    }

    private Linear linear() {
        Linear plain = Linear.of(backbone());
        Linear weighted = learning.classWeights().map(plain::classWeights).orElse(plain);
        return pictures.fit().map(weighted::fit).orElse(weighted);
    }

    private Neighbours neighbours() {
        Neighbours plain = options.apply(Neighbours.of(backbone()));
        return pictures.fit().map(plain::fit).orElse(plain);
    }

    private Classical.View embedding() {
        var plain = new Classical.View.Embedding(backbone());
        return pictures.fit()
                .map(fit -> new Classical.View.Embedding(plain.backbone(), fit))
                .orElse(plain);
    }

    private Classical.View described() {
        var plain = new Classical.View.Described(options.features());
        return new Classical.View.Described(
                plain.features(),
                pictures.size().map(RecipeMaker::side).orElse(plain.side()),
                pictures.fit().orElse(plain.fit()));
    }

    private static int side(Size2 size) {
        if (size.height() != size.width()) {
            throw new ClassifierException(
                    "--size is one number with features, for squares, got " + size.height() + "x" + size.width());
        }
        return size.height();
    }

    private FineTune fineTune(Dataset dataset) {
        FineTune plain = options.apply(FineTune.of(head()));
        FineTune tuned = plain.with(learnt(plain.learning(), dataset)).seed(learning.seed());
        FineTune steady = learning.isConstant() ? tuned.course(FineTune.Course.CONSTANT) : tuned;
        return learning.classWeights().map(steady::classWeights).orElse(steady);
    }

    private Learning learnt(Learning usual, Dataset dataset) {
        return learning.learning(
                usual, dataset.size(Split.TRAIN), dataset.size(Split.VALIDATION) > 0 ? "val_loss" : "loss");
    }

    private Backbone backbone() {
        Backbones backbones = new Backbones(screen);
        Optional<String> named = options.backbone();
        return named.map(word -> backbones.named(word, pictures.size()))
                .orElseGet(() -> backbones.usual(pictures.size()));
    }
}
