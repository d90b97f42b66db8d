package dev.glimpse.cli;

import java.util.Arrays;
import java.util.List;

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
    /** A network learns on from the weights of a model; it is not asked for by name but with {@code --from}. */
    FROM_MODEL;

    /** What to type to have it. */
    String typed() {
        return this == FROM_MODEL ? "--from" : "--recipe " + Words.of(this);
    }

    /** The recipe of a name that somebody typed. */
    static RecipeName typed(String word) {
        List<RecipeName> named =
                Arrays.stream(values()).filter(name -> name != FROM_MODEL).toList();
        return Words.read(named, "--recipe", word);
    }
}
