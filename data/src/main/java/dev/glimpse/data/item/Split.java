package dev.glimpse.data.item;

import java.util.Locale;
import java.util.Optional;

/** What a picture is used for: to learn from, to steer the learning by, or to judge its result. */
public enum Split {
    /** Pictures that a model learns from. */
    TRAIN(0),
    /** Pictures that steer the training (early stopping, the choice of a model) and are not learnt from. */
    VALIDATION(1),
    /** Pictures that are kept away until the model is judged. */
    TEST(2);

    private static final Split[] BY_NUMBER = {TRAIN, VALIDATION, TEST};

    private final int number;

    Split(int number) {
        this.number = number;
    }

    /** The split's number, 0 to 2, the higher the further from learning. */
    public int number() {
        return number;
    }

    /** The split that has this number. */
    public static Split numbered(int number) {
        return BY_NUMBER[number];
    }

    /** The split's name as files and pages write it: {@code train}, {@code validation}, {@code test}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The split that a word stands for, in any case: also {@code training}, {@code valid}, {@code val}, {@code testing}. */
    public static Optional<Split> of(String word) {
        return switch (word.strip().toLowerCase(Locale.ROOT)) {
            case "train", "training" -> Optional.of(TRAIN);
            case "validation", "valid", "val" -> Optional.of(VALIDATION);
            case "test", "testing" -> Optional.of(TEST);
            default -> Optional.empty();
        };
    }
}
