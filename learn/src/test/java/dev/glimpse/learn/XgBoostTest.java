package dev.glimpse.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashMap;
import java.util.Map;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.junit.jupiter.api.Test;

class XgBoostTest {

    @Test
    void trees_that_were_read_answer_as_xgboost_does() throws XGBoostError {
        Samples taught = Samples.taught();
        Samples asked = Samples.asked();
        var labels = new float[90];
        for (int row = 0; row < labels.length; row++) {
            labels[row] = taught.labels()[row];
        }
        var parameters = new HashMap<String, Object>(Map.of(
                "objective", "multi:softprob",
                "num_class", 3,
                "eta", 0.3,
                "max_depth", 3,
                "tree_method", "hist",
                "max_bin", 64,
                "nthread", 1,
                "seed", 4));
        var matrix = new DMatrix(taught.rows().values(), 90, 4, Float.NaN);
        matrix.setLabel(labels);
        var booster = XGBoost.train(matrix, parameters, 20, Map.of(), null, null);

        float[][] expected = booster.predict(new DMatrix(asked.rows().values(), 60, 4, Float.NaN));

        float[][] probabilities = new GradientBoosting(20, 3, 0.3, 1)
                .classes(taught.rows(), taught.labels(), 3, 4)
                .probabilities(asked.rows());
        for (int row = 0; row < 60; row++) {
            for (int one = 0; one < 3; one++) {
                assertThat(probabilities[row][one]).isCloseTo(expected[row][one], within(1e-5f));
            }
        }
    }
}
