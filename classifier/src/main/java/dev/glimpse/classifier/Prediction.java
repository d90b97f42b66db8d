package dev.glimpse.classifier;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What a classifier makes of one picture: its labels with probabilities, best first.
 *
 * @param guesses one for each label; equals stand in the order of the labels
 * @param strangeness how unlike all that the classifier learnt the picture is, if it can tell
 */
public record Prediction(List<Guess> guesses, Optional<Strangeness> strangeness) {

    public Prediction {
        guesses = List.copyOf(guesses);
    }

    /** The prediction with these probabilities, one for each label in its order. */
    static Prediction of(List<String> labels, Answer answer) {
        float[] probabilities = answer.probabilities();
        return new Prediction(
                IntStream.range(0, probabilities.length)
                        .mapToObj(i -> new Guess(labels.get(i), probabilities[i]))
                        .sorted(Comparator.comparing(Guess::probability).reversed())
                        .toList(),
                answer.strangeness());
    }

    /** Whether the picture shows none of what the classifier knows, as far as it can tell. */
    public boolean isUnknown() {
        return strangeness.filter(Strangeness::isUnknown).isPresent();
    }

    /** The most probable label. */
    public Guess best() {
        return guesses.getFirst();
    }

    /** The {@code count} most probable labels, or all if there are fewer; best first. */
    public List<Guess> top(int count) {
        return guesses.subList(0, Math.clamp(count, 0, guesses.size()));
    }

    /**
     * How sure the classifier is of one label.
     *
     * @throws ClassifierException if it does not know the label
     */
    public float probability(String label) {
        return guesses.stream()
                .filter(guess -> guess.label().equals(label))
                .findFirst()
                .orElseThrow(() -> new ClassifierException("there is no label '" + label + "' among "
                        + guesses.stream().map(Guess::label).toList()))
                .probability();
    }
}
