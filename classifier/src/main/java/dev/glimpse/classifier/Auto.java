package dev.glimpse.classifier;

import dev.glimpse.image.Resize;
import dev.glimpse.zoo.Zoo;
import java.time.Duration;
import java.util.List;

/**
 * Several recipes are tried within a time, cheap ones first, and the best on validation is kept.
 *
 * {@snippet :
 * TrainingResult result = Training.run(photos, Auto.within(Duration.ofMinutes(2)), training -> training
 *         .output(Path.of("mine.keras")));
 * }
 *
 * <p>The best is the one with the most validation pictures right, and among equals the one with the least log loss. Pictures
 * of the test split are never looked at to choose.
 *
 * @param budget how long all of it may take, from the call on, looking at the pictures included
 * @param backbones those that may be used, the best first; with none a small network is taught from scratch
 * @param fit what becomes of pictures whose proportions are not those of a backbone's input
 * @param seed what all chance is drawn from
 */
public record Auto(Duration budget, List<BackboneOffer> backbones, Resize.Fit fit, long seed) implements Recipe {

    /** Two minutes. */
    public static final Duration USUAL_BUDGET = Duration.ofMinutes(2);

    public Auto {
        backbones = List.copyOf(backbones);
        if (!budget.isPositive()) {
            throw new ClassifierException("a budget is longer than no time at all, got " + budget);
        }
    }

    /** Within a time, with the backbones that the user's zoo has. */
    public static Auto within(Duration budget) {
        return within(budget, BackboneOffer.of(Zoo.ofUser()));
    }

    /** Within a time, with these backbones, the best first. */
    public static Auto within(Duration budget, List<BackboneOffer> backbones) {
        return new Auto(budget, backbones, Resize.Fit.CENTER_CROP, 0);
    }

    @Override
    public String word() {
        return "auto";
    }

    /** What becomes of pictures whose proportions are not those of a backbone's input; they are cropped unless told. */
    public Auto fit(Resize.Fit newFit) {
        return new Auto(budget, backbones, newFit, seed);
    }

    /** What all chance is drawn from; 0 unless told. */
    public Auto seed(long newSeed) {
        return new Auto(budget, backbones, fit, newSeed);
    }
}
