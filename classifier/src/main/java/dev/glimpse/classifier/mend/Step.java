package dev.glimpse.classifier.mend;

import java.util.Optional;

/**
 * One thing to do with one picture.
 *
 * @param choice whether it will be done
 * @param action what
 * @param picture its name within the dataset, with '/' between folders
 * @param label what the dataset says it shows
 * @param sha256 of its file, 64 hexadecimal digits: another file of that name is not touched
 * @param finding what kind of finding led here, in a word: {@code exact-copies}
 * @param score how bad or how sure it is, as the finding has it; nothing where it has no number
 * @param why in words
 */
public record Step(
        Choice choice,
        Action action,
        String picture,
        String label,
        String sha256,
        String finding,
        Optional<Double> score,
        String why) {

    /** Whether a step will be done. */
    public enum Choice {
        /** It will be done. */
        ON,
        /** It is only proposed. */
        OFF
    }

    /** What can be done with a picture. */
    public sealed interface Action {

        /** It is moved out of the dataset, into the folder beside it. */
        record SetAside() implements Action {}

        /** It is moved to another class. */
        record Relabel(String to) implements Action {}
    }

    /** A step with another choice. */
    public Step with(Choice chosen) {
        return new Step(chosen, action, picture, label, sha256, finding, score, why);
    }
}
