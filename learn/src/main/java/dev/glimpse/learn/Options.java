package dev.glimpse.learn;

/** What a learner's options may be. */
final class Options {

    private Options() {}

    static void positive(String learner, String option, double value) {
        if (!(value > 0) || Double.isInfinite(value)) {
            throw new LearnException("%s: %s has to be above 0, but is %s".formatted(learner, option, value));
        }
    }

    static void atLeastOne(String learner, String option, int value) {
        if (value < 1) {
            throw new LearnException("%s: %s has to be at least 1, but is %s".formatted(learner, option, value));
        }
    }

    static void share(String learner, String option, double value) {
        if (!(value > 0) || value > 1) {
            throw new LearnException(
                    "%s: %s has to be above 0 and at most 1, but is %s".formatted(learner, option, value));
        }
    }
}
