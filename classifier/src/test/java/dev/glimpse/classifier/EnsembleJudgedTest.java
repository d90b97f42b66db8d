package dev.glimpse.classifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.glimpse.classifier.embedding.EmbeddingStore;
import dev.glimpse.classifier.evaluation.Evaluation;
import dev.glimpse.classifier.evaluation.Report;
import dev.glimpse.data.Dataset;
import dev.glimpse.data.Limit;
import dev.glimpse.data.drawn.DrawnPictures;
import dev.glimpse.data.item.Item;
import dev.glimpse.data.item.Split;
import dev.glimpse.image.feature.Features;
import dev.glimpse.learn.NearestNeighbours;
import dev.glimpse.tensor.Seed;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ensembles of classifiers that were taught drawn pictures, judged by those that they did not learn from. */
class EnsembleJudgedTest {

    @TempDir
    static Path shared;

    private static Path drawn;
    private static Path linear;
    private static Path other;
    private static Path neighbours;
    private static Path features;
    private static EmbeddingStore store;

    @TempDir
    Path folder;

    @BeforeAll
    static void teach() {
        drawn = shared.resolve("drawn");
        store = new EmbeddingStore(shared.resolve("embeddings"));
        DrawnPictures.write(drawn, 24, Seed.of(1));
        linear = taught("linear.keras", Linear.of(TinyBackbone.of(1)), 0);
        other = taught("other.keras", Linear.of(TinyBackbone.of(2)), 0);
        neighbours = taught("knn.keras", Neighbours.of(TinyBackbone.of(1)), 0);
        features = taught(
                "features.keras",
                Classical.of(
                        new Classical.View.Described(Features.parse("color-histogram:bins=4")),
                        NearestNeighbours.usual()),
                0);
    }

    /** One of the first {@code without} pictures of each class is missing where some others are taught. */
    private static Path taught(String name, Recipe recipe, int without) {
        Path file = shared.resolve(name);
        try (Dataset all = Dataset.open(drawn)) {
            int[] seen = new int[all.labels().size()];
            Dataset dataset = all.where(item -> seen[item.label()]++ >= without).split();
            Training.run(dataset, recipe, training -> training.embeddings(store).output(file));
        }
        return file;
    }

    private static EnsembleResult joined(Joining.Weights weights, Path... members) {
        try (Dataset dataset = Dataset.open(drawn)) {
            return Ensemble.of(List.of(members)).join(dataset, joining -> joining.weights(weights));
        }
    }

    private Path saved(EnsembleResult result) {
        Path file = folder.resolve("ensemble.keras");
        try (Classifier classifier = result.classifier()) {
            classifier.save(file);
        }
        return file;
    }

    private static Evaluation judged(Path file, Judging.Part part) {
        try (Dataset dataset = Dataset.open(drawn);
                Classifier classifier = Classifier.load(file)) {
            Report report = classifier.evaluate(dataset, "it", judging -> judging.part(part));
            return report.evaluation();
        }
    }

    /** The probability of the first label, of each picture. */
    private static List<Float> asked(Path file, List<Path> pictures) {
        try (Classifier classifier = Classifier.load(file)) {
            String label = classifier.labels().getFirst();
            return pictures.stream()
                    .map(picture -> classifier.predict(picture).probability(label))
                    .toList();
        }
    }

    private static List<Path> pictures(Split split) {
        try (Dataset dataset = Dataset.open(drawn).split()) {
            return dataset.items(split).map(item -> drawn.resolve(item.name())).toList();
        }
    }

    @Test
    void members_of_every_kind_answer_as_they_do_alone() {
        EnsembleResult result = joined(Joining.Weights.EVEN, linear, other, neighbours, features);
        Path file = saved(result);
        List<Path> pictures = pictures(Split.TEST);
        List<List<Float>> alone = new ArrayList<>();
        for (Path member : List.of(linear, other, neighbours, features)) {
            alone.add(asked(member, pictures));
        }
        List<Float> together = asked(file, pictures);

        for (int i = 0; i < pictures.size(); i++) {
            int number = i;
            double mean =
                    alone.stream().mapToDouble(one -> one.get(number)).average().orElseThrow();
            // One network of all of them, optimized as a whole, rounds otherwise than those of each.
            assertThat((double) together.get(i)).isCloseTo(mean, within(1e-4));
        }
        assertThat(result.members().stream().map(EnsembleResult.Judged::recipe))
                .containsExactly("linear on tiny", "linear on tiny", "knn on tiny", "features+knn");
    }

    @Test
    void the_numbers_of_members_and_ensemble_are_those_of_their_files() {
        EnsembleResult result = joined(Joining.Weights.EVEN, linear, other, neighbours);
        Path file = saved(result);

        for (int i = 0; i < 3; i++) {
            Path member = List.of(linear, other, neighbours).get(i);
            EnsembleResult.Judged seen = result.members().get(i);
            assertSame(seen.validation().orElseThrow(), judged(member, Judging.Part.VALIDATION));
            assertSame(seen.test().orElseThrow(), judged(member, Judging.Part.TEST));
            assertThat(seen.weight()).isEqualTo(1 / 3.0);
        }
        assertSame(result.whole().validation().orElseThrow(), judged(file, Judging.Part.VALIDATION));
        assertSame(result.whole().test().orElseThrow(), judged(file, Judging.Part.TEST));
        assertThat(result.report().orElseThrow().evaluation())
                .isEqualTo(result.whole().test().orElseThrow());
        try (Classifier classifier = Classifier.load(file)) {
            assertThat(classifier.about())
                    .containsEntry("Recipe", "ensemble")
                    .containsKeys("Test accuracy", "Test calibration", "None of these", "Test pictures lost")
                    .hasEntrySatisfying(
                            "Temperature", words -> assertThat(words).startsWith("1: its probabilities are the mean"));
            assertThat(classifier.tellsUnknown()).isTrue();
        }
    }

    private static void assertSame(Evaluation some, Evaluation others) {
        assertThat(some.confusion()).isEqualTo(others.confusion());
        assertThat(some.logLoss()).isCloseTo(others.logLoss(), within(1e-4));
    }

    @Test
    void a_backbone_that_members_share_is_there_once() {
        EnsembleResult result = joined(Joining.Weights.EVEN, linear, neighbours);
        try (Classifier classifier = result.classifier()) {
            assertThat(classifier.architecture().layersByName().keySet().stream()
                            .filter(name -> name.startsWith("edges")))
                    .containsExactly("edges");
            assertThat(result.parameters())
                    .isEqualTo(Classifier.describe(linear, _ -> {})
                            .parameterCount()
                            .total());
        }
    }

    @Test
    void weights_from_validation_make_its_log_loss_smaller_and_are_those_of_the_file() {
        EnsembleResult even = joined(Joining.Weights.EVEN, linear, other, features);
        EnsembleResult weighed = joined(Joining.Weights.VALIDATION, linear, other, features);
        even.classifier().close();
        Path file = saved(weighed);

        double[] weights = weighed.members().stream()
                .mapToDouble(EnsembleResult.Judged::weight)
                .toArray();
        assertThat(Arrays.stream(weights).sum()).isCloseTo(1, within(1e-12));
        assertThat(weighed.whole().validation().orElseThrow().logLoss())
                .isLessThanOrEqualTo(even.whole().validation().orElseThrow().logLoss());
        weighed.members().forEach(member -> assertThat(
                        weighed.whole().validation().orElseThrow().logLoss())
                .isLessThanOrEqualTo(member.validation().orElseThrow().logLoss() + 1e-6));
        assertSame(weighed.whole().test().orElseThrow(), judged(file, Judging.Part.TEST));
    }

    @Test
    void layers_with_weights_from_validation_are_layers_still() {
        EnsembleResult weighed = joined(Joining.Weights.VALIDATION, linear, other);
        Path file = saved(weighed);

        assertSame(weighed.whole().test().orElseThrow(), judged(file, Judging.Part.TEST));
        assertThat(Export.of(file, _ -> {}).labels()).isPresent();
    }

    @Test
    void the_share_of_own_pictures_that_may_be_lost_is() {
        try (Dataset dataset = Dataset.open(drawn);
                Classifier careful = Ensemble.of(List.of(linear, other))
                        .join(dataset, joining -> joining.ownLost(0))
                        .classifier();
                Classifier strict = Ensemble.of(List.of(linear, other))
                        .join(dataset, joining -> joining.ownLost(0.4))
                        .classifier()) {
            Report first = careful.evaluate(dataset, "it", judging -> judging.part(Judging.Part.VALIDATION));
            Report second = strict.evaluate(dataset, "it", judging -> judging.part(Judging.Part.VALIDATION));
            assertThat(first.unknowns().orElseThrow().lost().orElseThrow().hits())
                    .isZero();
            var lost = second.unknowns().orElseThrow().lost().orElseThrow();
            assertThat(lost.hits()).isBetween(lost.of() * 3 / 10, lost.of() * 4 / 10);
        }
    }

    @Test
    void what_one_member_learnt_from_judges_none() {
        Path late = taught("late.keras", Linear.of(TinyBackbone.of(3)), 8);
        EnsembleResult result = joined(Joining.Weights.EVEN, linear, late);
        try (Classifier ensemble = result.classifier();
                Classifier one = Classifier.load(linear);
                Classifier two = Classifier.load(late);
                Dataset dataset = Dataset.open(drawn)) {
            for (Item item : dataset.items().toList()) {
                List<Split> own = List.of(one, two).stream()
                        .flatMap(classifier -> classifier.splits().of(item.hash()).stream())
                        .toList();
                Split expected = own.contains(Split.TRAIN)
                        ? Split.TRAIN
                        : own.contains(Split.VALIDATION) ? Split.VALIDATION : Split.TEST;
                assertThat(ensemble.splits().of(item.hash())).contains(expected);
            }
            long judges = dataset.items()
                    .filter(item -> ensemble.splits()
                            .of(item.hash())
                            .filter(Split.TEST::equals)
                            .isPresent())
                    .count();
            assertThat(result.whole().test().orElseThrow().accuracy().of()).isEqualTo(judges);
        }
    }

    @Test
    void pictures_that_nobody_knows_are_split() {
        Path unseen = folder.resolve("unseen");
        DrawnPictures.write(unseen, 20, Seed.of(9));
        try (Dataset dataset = Dataset.open(unseen)) {
            EnsembleResult result = Ensemble.of(List.of(linear, other)).join(dataset, _ -> {});
            result.classifier().close();
            assertThat(result.remarks()).anyMatch(remark -> remark.contains("none of the pictures is known"));
            assertThat(result.whole().test()).isPresent();
        }
    }

    @Test
    void too_few_pictures_choose_no_weights() {
        try (Dataset all = Dataset.open(drawn);
                Dataset few = all.limited(new Limit.Count(24))) {
            assertThatThrownBy(() -> Ensemble.of(List.of(linear, other))
                            .join(few, joining -> joining.weights(Joining.Weights.VALIDATION)))
                    .isInstanceOf(ClassifierException.class)
                    .hasMessageContaining("too few to choose weights by");
        }
    }

    @Test
    void how_far_it_is_is_told() {
        List<Long> told = new ArrayList<>();
        try (Dataset dataset = Dataset.open(drawn);
                Classifier classifier = Ensemble.of(List.of(linear, other))
                        .join(
                                dataset,
                                joining -> joining.progress((done, all) -> {
                                    assertThat(done).isLessThanOrEqualTo(all);
                                    told.add(done);
                                }))
                        .classifier()) {
            assertThat(classifier.labels()).isEqualTo(dataset.labels());
            assertThat(told)
                    .isEqualTo(IntStream.rangeClosed(1, told.size())
                            .mapToObj(i -> (long) i)
                            .toList());
        }
    }
}
