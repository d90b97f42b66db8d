package dev.glimpse.classifier.search;

import dev.glimpse.classifier.Comparison;
import dev.glimpse.classifier.TeachingEvent;
import dev.glimpse.data.Dataset;
import dev.glimpse.data.Limit;
import dev.glimpse.data.item.Item;
import dev.glimpse.data.item.Split;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/** Teaches recipes on a dataset or a part of it, all of them judged by the same validation pictures. */
final class ByComparison implements Judge {

    private final Dataset dataset;
    private final RecipeSource recipes;
    private final Comparison comparison;
    private final Map<Integer, Dataset> parts = new HashMap<>();

    ByComparison(Dataset dataset, RecipeSource recipes, Comparison comparison) {
        this.dataset = dataset;
        this.recipes = recipes;
        this.comparison = comparison;
    }

    @Override
    public Comparison.Result teach(Configuration configuration, int pictures, BooleanSupplier givenUp, Path model) {
        Dataset part = parts.computeIfAbsent(pictures, count -> part(dataset, count));
        return comparison.teach(recipes.recipe(configuration, part), part, givenUp, model);
    }

    /** The dataset with so many pictures to learn from, in which classes keep their proportions; the same ones each time. */
    static Dataset part(Dataset dataset, int pictures) {
        if (pictures >= dataset.size(Split.TRAIN)) {
            return dataset;
        }
        Set<Long> kept = dataset.where(ByComparison::isLearnt)
                .limited(new Limit.Count(pictures))
                .items()
                .map(Item::key)
                .collect(Collectors.toSet());
        return dataset.where(item -> !isLearnt(item) || kept.contains(item.key()));
    }

    private static boolean isLearnt(Item item) {
        return item.split().equals(Optional.of(Split.TRAIN));
    }

    @Override
    public Optional<SearchResult.OnTest> finish(Path model, Path output, Map<String, String> about) {
        return comparison.finish(model, output, about).map(report -> {
            var accuracy = report.evaluation().accuracy();
            return new SearchResult.OnTest(accuracy.value(), accuracy.of());
        });
    }

    @Override
    public boolean isStopped() {
        return comparison.isStopped();
    }

    @Override
    public void tell(TeachingEvent event) {
        comparison.tell(event);
    }
}
