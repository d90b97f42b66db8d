package dev.glimpse.classifier;

import dev.glimpse.data.Dataset;
import dev.glimpse.data.item.Split;
import dev.glimpse.image.Augmentation;
import dev.glimpse.zoo.Backbone;

/**
 * What is tried with pictures whose vectors are known: cheap recipes first, then what has to look at pictures again.
 *
 * @param seen the pictures and their vectors
 * @param auto what was asked for
 * @param tries where they are tried
 */
record PretrainedTries(Scouting.Found seen, Auto auto, Tries tries) {

    private static final int MOST_TUNED = 20;

    /** What photographs bear without becoming something else. */
    private static final String CHANGES = "flip,rotate=5,zoom=0.1,shift=0.05,brightness=0.15,contrast=0.15";

    private static final int MOST_LOOKS = 4;

    /** A head on so many looks, on vectors that are there, takes so much of the time at the most. */
    private static final double LOOKS_SHARE = 0.75;

    /** Comparing vectors and adding products up, in numbers a second: a slow machine's. */
    private static final double NUMBERS = 2e9;

    private static final double CHEAP_SHARE = 0.15;

    /** An epoch of the last layers takes about as long as looking at the pictures, and one alone is of no use. */
    private static final double LEAST_EPOCHS = 3;

    /** All of them, as far as there is time. */
    void all() {
        Backbone backbone = seen.backbone();
        if (comparisons() / NUMBERS < CHEAP_SHARE * tries.time().seconds()) {
            tries.attempt("knn", Neighbours.of(backbone).fit(auto.fit()));
        }
        if (products() / NUMBERS < CHEAP_SHARE * tries.time().seconds()) {
            tries.attempt("linear", Linear.of(backbone).fit(auto.fit()));
        }
        Head head = Head.of(backbone).fit(auto.fit()).seed(auto.seed());
        tries.attempt("head", head);
        Head wide = head.hidden(256).dropout(0.5);
        tries.attempt("head, 256 units, dropout 0.5", wide);
        looks(wide);
        fineTune(head);
    }

    /** With looks of pictures that are changed, as many as there is time for. */
    private void looks(Head head) {
        double affordable = LOOKS_SHARE * tries.time().left() / (seen.secondsEach() * size(Split.TRAIN) + 1e-9);
        int looks = (int) Math.min(MOST_LOOKS, 1 + affordable);
        if (looks > 1) {
            tries.attempt("head, " + looks + " looks of each picture", head.looks(looks, Augmentation.parse(CHANGES)));
        }
    }

    private void fineTune(Head head) {
        Dataset dataset = seen.dataset();
        double epoch = seen.secondsEach() * size(Split.TRAIN);
        double once = seen.secondsEach() * dataset.size();
        if (tries.time().left() > once + LEAST_EPOCHS * epoch) {
            int layers = seen.backbone().model().architecture().graph().steps().size() - 1;
            FineTune tuned = FineTune.of(head).layers(new FineTune.Layers.Last(Math.clamp(layers, 1, MOST_TUNED)));
            tries.attempt("fine-tune, last " + tuned.layers().word() + " layers", tuned);
        }
    }

    private double comparisons() {
        return (double) size(Split.TRAIN)
                * size(Split.VALIDATION)
                * seen.backbone().length();
    }

    /** A regression goes over all vectors some hundred times, for each of several penalties. */
    private double products() {
        return 200.0
                * size(Split.TRAIN)
                * seen.dataset().labels().size()
                * seen.backbone().length();
    }

    private int size(Split split) {
        return seen.dataset().size(split);
    }
}
