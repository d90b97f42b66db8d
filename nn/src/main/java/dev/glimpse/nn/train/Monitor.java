package dev.glimpse.nn.train;

import dev.glimpse.nn.NnException;
import dev.glimpse.nn.metric.Direction;
import java.util.List;

/**
 * A number of each epoch that is watched, and which way it gets better.
 *
 * @param name as it stands among an epoch's metrics: {@code val_loss}
 * @param direction which way is better
 */
public record Monitor(String name, Direction direction) {

    private static final List<String> RISING = List.of("accuracy", "acc", "auc", "precision", "recall");
    private static final List<String> FALLING = List.of("loss", "error", "mse", "mae", "crossentropy", "huber");

    /**
     * The monitor of a metric whose name tells which way is better: losses and errors fall; accuracies, precision, recall
     * and areas under curves rise.
     *
     * @throws NnException if the name does not tell
     */
    public static Monitor of(String name) {
        String own = name.startsWith("val_") ? name.substring("val_".length()) : name;
        for (String word : own.split("_", -1)) {
            if (FALLING.contains(word)) {
                return new Monitor(name, Direction.FALLING);
            }
            if (RISING.contains(word)) {
                return new Monitor(name, Direction.RISING);
            }
        }
        throw new NnException("whether more or less of \"" + name
                + "\" is better cannot be told from its name: say new Monitor(name, Direction.RISING) or FALLING");
    }

    /** Its value of an epoch. */
    double valueIn(EpochResult result) {
        return result.metric(name)
                .orElseThrow(() -> new NnException("there is no \"" + name + "\" to watch among an epoch's metrics "
                        + result.metrics().keySet()
                        + (name.startsWith("val_") ? ": give the training validation data" : "")));
    }

    /** Whether a value is better than another by more than {@code delta}. NaN is worse than any number. */
    boolean isBetter(double value, double other, double delta) {
        if (Double.isNaN(other)) {
            return !Double.isNaN(value);
        }
        return switch (direction) {
            case RISING -> value - delta > other;
            case FALLING -> value + delta < other;
        };
    }
}
