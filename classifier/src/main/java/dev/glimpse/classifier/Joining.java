package dev.glimpse.classifier;

import dev.glimpse.data.item.Strictness;
import dev.glimpse.data.item.Unreadable;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/** How the members of an {@link Ensemble} are joined where there are pictures to judge them by. */
public final class Joining {

    /** How much each member says. */
    public enum Weights {
        /** All the same. */
        EVEN,
        /** As much as makes the log loss on validation pictures smallest. */
        VALIDATION;

        /** The name users give it by, such as {@code even}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Those with this name, if there are any. */
        public static Optional<Weights> named(String word) {
            return Arrays.stream(values())
                    .filter(weights -> weights.word().equals(word))
                    .findFirst();
        }
    }

    private Weights weights = Weights.EVEN;
    private double ownLost = 0.05;
    private Strictness strictness = Strictness.SKIP;
    private Consumer<Unreadable> unreadable = _ -> {};
    private Judging.Progress progress = (_, _) -> {};

    Joining() {}

    /** How much each member says; {@link Weights#EVEN} unless told. */
    public Joining weights(Weights chosen) {
        this.weights = chosen;
        return this;
    }

    /**
     * The share of the ensemble's own pictures that may be lost to "none of these"; 0.05 unless told.
     *
     * @throws ClassifierException if it is not 0 to below 1
     */
    public Joining ownLost(double share) {
        if (!(share >= 0 && share < 1)) {
            throw new ClassifierException("the share of own pictures that may be lost is 0 to below 1, got " + share);
        }
        this.ownLost = share;
        return this;
    }

    /** Pictures that cannot be decoded are left out, unless told, or refused. */
    public Joining strictness(Strictness chosen) {
        this.strictness = chosen;
        return this;
    }

    /** Is told of each picture that is left out because it cannot be decoded. */
    public Joining unreadable(Consumer<Unreadable> listener) {
        this.unreadable = listener;
        return this;
    }

    /** Tells how far the judging is. */
    public Joining progress(Judging.Progress listener) {
        this.progress = listener;
        return this;
    }

    Weights weights() {
        return weights;
    }

    double ownLost() {
        return ownLost;
    }

    Strictness strictness() {
        return strictness;
    }

    Consumer<Unreadable> unreadable() {
        return unreadable;
    }

    Judging.Progress progress() {
        return progress;
    }
}
