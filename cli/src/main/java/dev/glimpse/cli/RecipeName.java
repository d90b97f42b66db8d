package dev.glimpse.cli;

import dev.glimpse.classifier.ClassifierException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The ways in which {@code glimpse train} makes a classifier. */
enum RecipeName {
    /** Several are tried. */
    AUTO,
    /** Dense layers on what a pretrained network says. */
    HEAD,
    /** Logistic regression on it. */
    LINEAR,
    /** The nearest pictures, by what it says. */
    KNN,
    /** The last layers of the network learn as well. */
    FINE_TUNE,
    /** A network learns from its first random weights on. */
    FROM_SCRATCH,
    /** A classical learner on what a pretrained network says. */
    EMBEDDING,
    /** A classical learner on features, for which no network is needed. */
    FEATURES,
    /** A network learns on from the weights of a model; it is not asked for by name but with {@code --from}. */
    FROM_MODEL;

    /** What to type to have it. */
    String typed() {
        return switch (this) {
            case FROM_MODEL -> "--from";
            case EMBEDDING, FEATURES -> "--recipe " + Words.of(this) + "+LEARNER";
            case AUTO, HEAD, LINEAR, KNN, FINE_TUNE, FROM_SCRATCH -> "--recipe " + Words.of(this);
        };
    }

    /** The recipe of a name that somebody typed. */
    static RecipeName typed(String word) {
        int plus = word.indexOf('+');
        String first = plus < 0 ? word : word.substring(0, plus);
        Optional<RecipeName> found = Arrays.stream(values())
                .filter(name -> name != FROM_MODEL && Words.of(name).equals(first.toLowerCase(Locale.ROOT)))
                .findFirst();
        if (found.filter(name -> name.hasLearner() != plus >= 0).isPresent()) {
            throw new ClassifierException(
                    found.get().hasLearner()
                            ? "--recipe " + word + " does not say what learns: add a learner, such as " + word + "+svm"
                            : "--recipe " + word + ": " + first + " takes no learner, only features and embedding do");
        }
        return found.orElseThrow(() -> new ClassifierException("--recipe is one of "
                + Arrays.stream(values())
                        .filter(name -> name != FROM_MODEL)
                        .map(name -> name.typed().substring("--recipe ".length()))
                        .collect(Collectors.joining(", "))
                + ", got '" + word + "'"));
    }

    /** Whether its name goes on with that of a learner. */
    boolean hasLearner() {
        return this == EMBEDDING || this == FEATURES;
    }
}
