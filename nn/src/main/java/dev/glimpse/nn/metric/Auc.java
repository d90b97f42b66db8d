package dev.glimpse.nn.metric;

import dev.glimpse.nn.NnException;

/**
 * The area under a curve that the threshold between negative and positive runs along, approximated as Keras does: from
 * evenly spread thresholds, by trapezoids under the ROC curve, and by Davis and Goadrich's interpolation ("The
 * relationship between precision-recall and ROC curves", 2006) under the precision-recall curve.
 *
 * @param thresholds how many, 3 or more
 * @param curve what is drawn against what
 */
public record Auc(String name, int thresholds, Curve curve) implements Metric {

    /** What is drawn against what. */
    public enum Curve {
        /** True-positive rate over false-positive rate. */
        ROC,
        /** Precision over recall. */
        PR
    }

    public Auc {
        if (thresholds < 3) {
            throw new NnException("an area under a curve needs 3 thresholds or more, got " + thresholds);
        }
    }

    /** This metric with another number of thresholds. */
    public Auc thresholds(int count) {
        return new Auc(name, count, curve);
    }

    /** This metric under the precision-recall curve. */
    public Auc precisionRecall() {
        return new Auc(name, thresholds, Curve.PR);
    }

    @Override
    public Auc named(String other) {
        return new Auc(other, thresholds, curve);
    }

    @Override
    public Direction direction() {
        return Direction.RISING;
    }

    @Override
    public MetricState start() {
        return new AucState(this);
    }
}
