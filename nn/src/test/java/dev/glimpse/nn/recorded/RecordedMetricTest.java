package dev.glimpse.nn.recorded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glimpse.nn.NnException;
import dev.glimpse.nn.metric.Metric;
import dev.glimpse.nn.metric.MetricState;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RecordedMetricTest {

    private static final Set<String> UNKNOWN = Set.of(
            "precision_thresholds",
            "recall_thresholds",
            "auc_thresholds",
            "auc_roc_minoring",
            "auc_roc_majoring",
            "auc_roc_labels_apart",
            "auc_pr_minoring",
            "auc_pr_majoring",
            "auc_pr_labels_apart");

    static Stream<Recorded> known() {
        return Recorded.cases("metrics.json").filter(metric -> !UNKNOWN.contains(metric.name()));
    }

    static Stream<Recorded> unknown() {
        return Recorded.cases("metrics.json").filter(metric -> UNKNOWN.contains(metric.name()));
    }

    @ParameterizedTest
    @MethodSource("known")
    void a_metric_over_several_batches_is_that_of_keras(Recorded recorded) {
        MetricState state = Metric.fromKeras(recorded.config()).start();
        List<Recorded.Array> results = recorded.arrays("results");
        List<Recorded> updates = Recorded.parts(recorded, "updates").toList();
        for (int i = 0; i < updates.size(); i++) {
            update(state, updates.get(i));
            results.get(i).assertSame("after batch " + i, new double[] {state.result()}, recorded.tolerance());
        }
    }

    @ParameterizedTest
    @MethodSource("known")
    void a_metric_goes_on_from_its_snapshot(Recorded recorded) {
        Metric metric = Metric.fromKeras(recorded.config());
        List<Recorded> updates = Recorded.parts(recorded, "updates").toList();
        List<Double> results = new ArrayList<>();
        for (int cut = 0; cut <= updates.size(); cut++) {
            MetricState first = metric.start();
            updates.subList(0, cut).forEach(batch -> update(first, batch));
            MetricState second = metric.start();
            second.restore(first.snapshot());
            updates.subList(cut, updates.size()).forEach(batch -> update(second, batch));
            results.add(second.result());
        }

        assertThat(results).containsOnly(results.getFirst());
    }

    @ParameterizedTest
    @MethodSource("known")
    void a_metric_that_is_written_for_keras_reads_back_as_itself(Recorded recorded) {
        Metric metric = Metric.fromKeras(recorded.config());

        assertThat(Metric.fromKeras(metric.kerasConfig())).isEqualTo(metric);
    }

    @ParameterizedTest
    @MethodSource("unknown")
    void a_metric_with_settings_that_are_not_known_is_refused(Recorded recorded) {
        assertThatThrownBy(() -> Metric.fromKeras(recorded.config())).isInstanceOf(NnException.class);
    }

    private static void update(MetricState state, Recorded batch) {
        state.update(
                batch.array("yPred").toFloats(),
                batch.array("yTrue").toFloats(),
                batch.arrayIfAny("sampleWeight").map(Recorded.Array::floats));
    }
}
