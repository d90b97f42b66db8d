package dev.glimpse.classifier;

import dev.glimpse.nn.layer.Architecture;
import dev.glimpse.tensor.Shape;

/** What an architecture must be like to tell classes apart. */
final class Outputs {

    private Outputs() {}

    /**
     * The architecture, if it takes one picture and gives one number a class.
     *
     * @throws ClassifierException if it does not
     */
    static Architecture checked(Architecture architecture, int classes) {
        if (architecture.inputShapes().size() != 1
                || architecture.outputShapes().size() != 1) {
            throw new ClassifierException("a classifier has one input and one output, this architecture has "
                    + architecture.inputShapes().size() + " and "
                    + architecture.outputShapes().size());
        }
        Shape output = architecture.outputShapes().getFirst();
        if (output.rank() != 1 || output.size(0) != classes) {
            throw new ClassifierException("the data has " + classes + " classes, so the architecture must end in ["
                    + classes + "], but it ends in " + output + ": let its last layer be dense(" + classes
                    + ").softmax()");
        }
        return architecture;
    }
}
