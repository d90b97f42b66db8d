package dev.glimpse.cli;

import dev.glimpse.classifier.Classifier;
import dev.glimpse.image.Resize;
import java.nio.file.Path;

/** A word to the user of a model file that says nothing about labels and pictures. */
final class ForeignModel {

    private ForeignModel() {}

    /** Says on standard error what is assumed, if the model is such a one. */
    static void warn(Screen screen, Classifier classifier, Path file) {
        if (classifier.isForeign()) {
            Resize resize = classifier.preprocessing().resize();
            screen.err()
                    .println(Failure.oneLine(file
                            + " has no labels and does not say how pictures are prepared: labels are the numbers of its"
                            + " outputs, and pictures are squashed to " + resize.width() + " x " + resize.height()
                            + (classifier.preprocessing().channels() == 1 ? " in grey" : " in colour")
                            + " and given as 0 to 255"));
        }
    }
}
