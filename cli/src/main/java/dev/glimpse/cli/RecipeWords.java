package dev.glimpse.cli;

import dev.glimpse.classifier.Auto;
import dev.glimpse.classifier.BackboneOffer;
import dev.glimpse.classifier.Classical;
import dev.glimpse.classifier.FineTune;
import dev.glimpse.classifier.FromModel;
import dev.glimpse.classifier.FromScratch;
import dev.glimpse.classifier.Head;
import dev.glimpse.classifier.Linear;
import dev.glimpse.classifier.Neighbours;
import dev.glimpse.classifier.Recipe;
import dev.glimpse.nn.layer.Architecture;
import dev.glimpse.zoo.Backbone;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a recipe is, in words for those who asked for it. */
final class RecipeWords {

    private RecipeWords() {}

    /** The lines that a training begins with. */
    static String of(Recipe recipe) {
        return switch (recipe) {
            case FromScratch scratch -> "Network   " + network(scratch) + ", from its first random weights";
            case FromModel model ->
                "Network   " + words(model.architecture()) + ", from the weights of " + model.file()
                        + "; the optimizer " + (model.keepsOptimizer() ? "goes on where it was" : "begins anew");
            case Head head -> "Recipe    " + head(head) + "\n" + words(head.backbone());
            case Linear linear -> "Recipe    linear: logistic regression\n" + words(linear.backbone());
            case Neighbours neighbours ->
                "Recipe    knn: the nearest "
                        + (neighbours.k().isPresent() ? neighbours.k().getAsInt() + " pictures" : "pictures") + " by "
                        + neighbours.distance().word() + "\n" + words(neighbours.backbone());
            case Classical classical ->
                "Recipe    " + classical.word() + "\n"
                        + switch (classical.view()) {
                            case Classical.View.Embedding embedding -> words(embedding.backbone());
                            case Classical.View.Described described -> words(described);
                        };
            case FineTune tuned ->
                "Recipe    fine-tune: a head, then "
                        + layers(tuned.layers()) + " of the backbone with it\n"
                        + words(tuned.head().backbone());
            case Auto auto -> auto(auto);
        };
    }

    private static String network(FromScratch scratch) {
        return switch (scratch.source()) {
            case FromScratch.Source.Known known ->
                known.architecture().word() + " on "
                        + known.input().orElse(known.architecture().usualInput());
            case FromScratch.Source.Given given -> words(given.architecture());
        };
    }

    private static String head(Head head) {
        String units = head.hidden().stream().map(String::valueOf).collect(Collectors.joining(", "));
        return "head: " + (units.isEmpty() ? "one dense layer" : "dense layers of " + units + " and the classes")
                + (head.looks() > 1 ? ", on " + head.looks() + " looks of each picture" : "");
    }

    private static String layers(FineTune.Layers layers) {
        return switch (layers) {
            case FineTune.Layers.Last(int count) -> "the last " + count + " layers";
            case FineTune.Layers.From(String first) -> "the layers from " + first + " on";
            case FineTune.Layers.All() -> "all layers";
        };
    }

    private static String auto(Auto auto) {
        String recipe =
                "Recipe    auto: several are tried, and the best is kept; budget " + Durations.words(auto.budget());
        return auto.backbones().isEmpty()
                ? recipe
                : recipe + "\nBackbones "
                        + auto.backbones().stream()
                                .map(BackboneOffer::word)
                                .distinct()
                                .collect(Collectors.joining(", "));
    }

    private static String words(Classical.View.Described described) {
        return String.format(
                Locale.ROOT, "Features  %s: %,d numbers a picture", described.features(), described.length());
    }

    private static String words(Backbone backbone) {
        return String.format(
                Locale.ROOT,
                "Backbone  %s on %s: %,d numbers a picture",
                backbone.word(),
                backbone.input(),
                backbone.length());
    }

    private static String words(Architecture architecture) {
        return architecture.label() + " on " + architecture.inputShapes().getFirst();
    }
}
