package dev.glimpse.learn;

import de.bwaldvogel.liblinear.Model;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.classification.liblinear.LibLinearClassificationTrainer;
import org.tribuo.classification.liblinear.LinearClassificationType;
import org.tribuo.classification.liblinear.LinearClassificationType.LinearType;
import org.tribuo.common.liblinear.LibLinearModel;
import org.tribuo.common.liblinear.LibLinearTrainer;
import org.tribuo.regression.RegressionFactory;
import org.tribuo.regression.Regressor;
import org.tribuo.regression.liblinear.LibLinearRegressionTrainer;
import org.tribuo.regression.liblinear.LinearRegressionType;

/**
 * Tribuo's LibLinear, on standardised vectors.
 *
 * <p>Its solvers in the primal are asked, which use no chance.
 */
final class LibLinear {

    private static final int ITERATIONS = 1000;

    private LibLinear() {}

    /** One weighted sum for each class against the rest; the lesson has at least two. */
    static Linear classes(Lesson lesson, LinearType type, double c, double tolerance) {
        Scaling scaling = Scaling.of(lesson.rows());
        var trainer = new LibLinearClassificationTrainer(new LinearClassificationType(type), c, ITERATIONS, tolerance);
        var dataset = DenseRow.dataset(
                scaling.apply(lesson.rows()),
                new LabelFactory(),
                row -> new Label(Integer.toString(lesson.labels()[row])));
        LibLinearModel<Label> learnt = trainer.train(dataset);
        Model model = learnt.getInnerModels().getFirst();
        int length = lesson.rows().length();
        var weights = new double[lesson.outputs()][length];
        var bias = new double[lesson.outputs()];
        for (int one = 0; one < bias.length; one++) {
            int column = column(model, learnt.getOutputIDInfo().getID(new Label(Integer.toString(one))));
            for (int i = 0; i < length; i++) {
                weights[one][i] = model.getDecfunCoef(i + 1, column);
            }
            bias[one] = model.getDecfunBias(column);
        }
        return Linear.unscaled(scaling, weights, bias);
    }

    /** LibLinear numbers classes as they came. */
    private static int column(Model model, int id) {
        int[] labels = model.getLabels();
        for (int column = 0; column < labels.length; column++) {
            if (labels[column] == id) {
                return column;
            }
        }
        throw new IllegalStateException("LibLinear learnt no class " + id);
    }

    /** A weighted sum that tells a number, of squared errors: ridge regression. */
    static Linear number(Rows rows, float[] targets, double c) {
        Scaling scaling = Scaling.of(rows);
        var trainer = new LibLinearRegressionTrainer(
                new LinearRegressionType(LinearRegressionType.LinearType.L2R_L2LOSS_SVR), c, ITERATIONS, 1e-5, 0);
        var dataset = DenseRow.dataset(
                scaling.apply(rows), new RegressionFactory(), row -> new Regressor("number", targets[row]));
        LibLinearTrainer<Regressor> general = trainer;
        Model model = general.train(dataset).getInnerModels().getFirst();
        var weights = new double[1][rows.length()];
        for (int i = 0; i < rows.length(); i++) {
            weights[0][i] = model.getDecfunCoef(i + 1, 0);
        }
        return Linear.unscaled(scaling, weights, new double[] {model.getDecfunBias(0)});
    }
}
