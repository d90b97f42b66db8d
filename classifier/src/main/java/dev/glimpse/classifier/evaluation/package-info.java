/**
 * What a classifier is worth, judged from its probabilities on pictures whose labels are known.
 *
 * <p>An {@link dev.glimpse.classifier.evaluation.Evaluator} is told the outcome of one picture after another and keeps
 * only sums; its {@link dev.glimpse.classifier.evaluation.Evaluation} holds the numbers, and a {@link
 * dev.glimpse.classifier.evaluation.Report} shows them as text, as JSON and as one page of HTML. Nothing here knows how
 * the probabilities came to be.
 */
@NullMarked
package dev.glimpse.classifier.evaluation;

import org.jspecify.annotations.NullMarked;
