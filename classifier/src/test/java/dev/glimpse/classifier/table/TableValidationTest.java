package dev.glimpse.classifier.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.glimpse.classifier.ClassifierException;
import dev.glimpse.classifier.table.DenseNetwork.Layout;
import dev.glimpse.classifier.table.DenseNetwork.Scaling;
import dev.glimpse.data.table.Table;
import dev.glimpse.learn.Learner;
import dev.glimpse.nn.archive.ModelFiles;
import dev.glimpse.nn.layer.Normalization;
import dev.glimpse.nn.optimizer.Optimizers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableValidationTest {

    @TempDir
    Path folder;

    /** scikit-learn 1.7: [te.tolist() for tr, te in KFold(4).split(np.zeros(10))]. */
    @Test
    void rows_are_cut_as_scikit_learn_cuts_them() {
        RowFolds folds = RowFolds.of(10, TableValidation.Order.LISTED, 4, 0);
        assertThat(IntStream.range(0, 4).mapToObj(folds::judged))
                .containsExactly(new int[] {0, 1, 2}, new int[] {3, 4, 5}, new int[] {6, 7}, new int[] {8, 9});
        assertThat(folds.learnt(1)).containsExactly(0, 1, 2, 6, 7, 8, 9);
    }

    @Test
    void drawn_folds_have_every_row_once_and_depend_on_the_seed() {
        RowFolds folds = RowFolds.of(23, TableValidation.Order.SHUFFLED, 5, 7);
        assertThat(IntStream.range(0, 5)
                        .mapToObj(folds::judged)
                        .flatMapToInt(IntStream::of)
                        .boxed())
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, 23).boxed().toList());
        assertThat(folds.judged(0))
                .isEqualTo(RowFolds.of(23, TableValidation.Order.SHUFFLED, 5, 7).judged(0))
                .isNotEqualTo(
                        RowFolds.of(23, TableValidation.Order.SHUFFLED, 5, 8).judged(0));
        assertThatThrownBy(() -> RowFolds.of(3, TableValidation.Order.LISTED, 4, 0))
                .isInstanceOf(ClassifierException.class);
        assertThatThrownBy(() -> RowFolds.of(3, TableValidation.Order.LISTED, 1, 0))
                .isInstanceOf(ClassifierException.class);
    }

    /** y = 3 a - 2 b + 50, of columns whose sizes differ a thousandfold. */
    @Test
    void a_linear_network_finds_a_line_through_standardised_columns() {
        DenseNetwork line = DenseNetwork.of(new Layout.Units(List.of(), Scaling.STANDARDISED))
                .optimizer(Optimizers.adam().learningRate(0.5))
                .epochs(150)
                .batchSize(8);
        FoldErrors errors = TableValidation.run(line(60), line, 3, validation -> validation.seed(1));
        assertThat(errors.isComplete()).isTrue();
        assertThat(errors.folds()).extracting(FoldError::judged).containsExactly(20, 20, 20);
        assertThat(errors.meanSquaredError().mean())
                .isLessThan(0.01 * errors.ofTheMean().mean());
        assertThat(errors.baseline()).matches("Baseline: \\d+\\.\\d\\d \\(\\d+\\.\\d\\d\\) MSE");
    }

    @Test
    void mean_and_variance_come_from_the_rows_that_are_learnt_from() throws IOException {
        Examples all = line(20);
        Examples half = all.rows(IntStream.range(0, 10).toArray());
        Path file = folder.resolve("half.keras");
        try (NetworkRegressor taught =
                DenseNetwork.of(2).epochs(1).teach(half, () -> false).orElseThrow()) {
            taught.save(file, Map.of());
        }
        var saved = ModelFiles.read(file);
        String norm = saved.architecture().layersByName().entrySet().stream()
                .filter(layer -> layer.getValue() instanceof Normalization)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow();
        double mean = 0;
        for (int row = 0; row < 10; row++) {
            mean += all.values()[2 * row] / 10.0;
        }
        var weights = Objects.requireNonNull(saved.weights().byPath().get(norm + "/mean"));
        assertThat((double) weights.values()[0]).isCloseTo(mean, within(1e-3));
    }

    @Test
    void a_saved_network_tells_the_same_numbers_and_knows_its_columns() throws IOException {
        Path csv = folder.resolve("line.csv");
        Files.writeString(csv, "price,big,small\n10,1000,1\n20,3000,2\n30,2000,5\n25,4000,3\n");
        Table table = Table.read(csv);
        Examples examples = Examples.of(table, Optional.of("price"), Optional.empty());
        Path file = folder.resolve("line.keras");
        try (NetworkRegressor taught = DenseNetwork.of(4)
                .epochs(2)
                .batchSize(2)
                .teach(examples, () -> false)
                .orElseThrow()) {
            taught.save(file, Map.of("Recipe", "dense"));
            try (NetworkRegressor read = NetworkRegressor.read(file)) {
                assertThat(read.names()).containsExactly("big", "small");
                assertThat(read.target()).isEqualTo("price");
                assertThat(read.numbers(read.rows(table))).isEqualTo(taught.numbers(examples));
                assertThat(read.meanSquaredError(read.rows(table))).isEqualTo(taught.meanSquaredError(examples));
                Table unknown = Table.read(Files.writeString(csv, "small,price,big\n1,?,1000\n2,,3000\n"));
                assertThat(read.tells(unknown)).isFalse();
                assertThat(read.rows(unknown).values()).containsExactly(1000, 1, 3000, 2);
            }
        }
    }

    @Test
    void columns_that_share_a_name_are_known_by_their_numbers() throws IOException {
        Table table = Table.read(Files.writeString(folder.resolve("twice.csv"), "a,a,b,b\n1,2,3,4\n5,6,7,8\n"));
        Examples examples = Examples.of(table, Optional.empty(), Optional.of("1-2"));
        assertThat(examples.names()).containsExactly("1", "2");
        assertThat(examples.target()).isEqualTo("4");
        assertThat(examples.names().stream().map(table::column)).containsExactly(0, 1);
    }

    @Test
    void columns_to_tell_and_to_learn_from_are_chosen() throws IOException {
        Path csv = Files.writeString(folder.resolve("t.csv"), "a,b,c\n1,2,3\n4,5,6\n");
        Table table = Table.read(csv);
        assertThat(Examples.of(table, Optional.empty(), Optional.empty()).target())
                .isEqualTo("c");
        assertThat(Examples.of(table, Optional.of("1"), Optional.of("c,b")).values())
                .containsExactly(3, 2, 6, 5);
        assertThatThrownBy(() -> Examples.of(table, Optional.of("a"), Optional.of("1-2")))
                .isInstanceOf(ClassifierException.class)
                .hasMessageContaining("'a'");
    }

    @Test
    void asked_to_stop_it_has_the_folds_that_are_over() {
        AtomicInteger over = new AtomicInteger();
        FoldErrors errors = TableValidation.run(line(20), DenseNetwork.of(2).epochs(2), 5, validation -> validation
                .each(_ -> over.incrementAndGet())
                .stopWhen(() -> over.get() == 2));
        assertThat(errors.isComplete()).isFalse();
        assertThat(errors.folds()).hasSize(2);
    }

    @Test
    void a_classical_learner_tells_numbers_too() {
        FoldErrors errors = TableValidation.run(
                line(60), new LearnedNumbers(Learner.named("forest").orElseThrow(), 1), 3, _ -> {});
        assertThat(errors.meanSquaredError().mean())
                .isLessThan(errors.ofTheMean().mean());
    }

    @Test
    @Tag("shared-data")
    void some_epochs_on_boston_tell_more_than_the_mean() {
        Path housing = Path.of(System.getProperty("glimpse.shared", ""), "tabular", "housing.data");
        Assumptions.assumeTrue(Files.isRegularFile(housing), "skipped: -Dglimpse.shared=FOLDER says where the data is");
        Table table = Table.read(housing);
        assertThat(table.rows()).isEqualTo(506);
        assertThat(table.names()).hasSize(14);
        FoldErrors errors = TableValidation.run(
                Examples.of(table, Optional.of("14"), Optional.empty()),
                DenseNetwork.of(13).epochs(25).batchSize(5),
                3,
                validation -> validation.seed(7));
        assertThat(errors.ofTheMean().mean()).isBetween(80.0, 90.0);
        assertThat(errors.meanSquaredError().mean())
                .isLessThan(errors.ofTheMean().mean());
    }

    private static Examples line(int rows) {
        SplittableRandom random = new SplittableRandom(3);
        float[] values = new float[2 * rows];
        float[] targets = new float[rows];
        for (int i = 0; i < rows; i++) {
            values[2 * i] = (float) (1000 * random.nextDouble());
            values[2 * i + 1] = (float) random.nextDouble();
            targets[i] = 3 * values[2 * i] / 100 - 2 * values[2 * i + 1] + 50;
        }
        return new Examples(List.of("a", "b"), "y", values, targets);
    }
}
