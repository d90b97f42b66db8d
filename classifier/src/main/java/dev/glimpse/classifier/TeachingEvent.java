package dev.glimpse.classifier;

import dev.glimpse.classifier.evaluation.FoldScore;
import java.time.Duration;

/** What happens while a classifier comes to be, around the epochs of a network. */
public sealed interface TeachingEvent {

    /**
     * Pictures are given their vectors.
     *
     * @param backbone the network that does it, or {@code features}
     * @param done how many pictures have one
     * @param all how many there are
     */
    record Embedding(String backbone, long done, long all) implements TeachingEvent {}

    /**
     * Something is learnt that has no epochs.
     *
     * @param what it is, in a word or two
     * @param done how many steps of it are over
     * @param all how many there are
     */
    record Learning(String what, long done, long all) implements TeachingEvent {}

    /**
     * A recipe is tried.
     *
     * @param recipe its name, with what sets it apart
     */
    record TryBegan(String recipe) implements TeachingEvent {}

    /**
     * A recipe was tried.
     *
     * @param recipe its name, with what sets it apart
     * @param accuracy on validation, 0 to 1
     * @param logLoss on validation, in nats
     * @param duration how long it took
     */
    record TryEnded(String recipe, double accuracy, double logLoss, Duration duration) implements TeachingEvent {}

    /**
     * One of those that were tried is kept.
     *
     * @param recipe its name, with what sets it apart
     * @param why one line
     */
    record Chosen(String recipe, String why) implements TeachingEvent {}

    /**
     * One round of a cross-validation begins.
     *
     * @param number of the fold that will be judged by, from 1
     * @param of how many there are
     */
    record FoldBegan(int number, int of) implements TeachingEvent {}

    /**
     * One round of a cross-validation is over.
     *
     * @param fold how good it was
     * @param of how many there are
     */
    record FoldEnded(FoldScore fold, int of) implements TeachingEvent {}

    /**
     * Something its owner should know.
     *
     * @param text one line
     */
    record Remark(String text) implements TeachingEvent {}
}
