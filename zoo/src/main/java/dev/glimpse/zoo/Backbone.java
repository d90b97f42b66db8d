package dev.glimpse.zoo;

import dev.glimpse.nn.NnException;
import dev.glimpse.nn.archive.ModelFile;
import dev.glimpse.nn.layer.Graph;
import dev.glimpse.tensor.Shape;

/**
 * A pretrained network without its top: a picture in, one vector out, by which pictures can be told apart that the network
 * never learnt.
 *
 * <p>Its model takes pixels from 0 to 255, (height, width, 3); what the network wants for them are layers in front.
 *
 * @param word what it is called in files and on the command line, such as {@code mobilenet_v2}
 * @param model layers and weights, ending in one vector a picture
 * @param checksum of the file its weights came from, so that what was computed with others is never taken for its own
 */
public record Backbone(String word, ModelFile model, String checksum) {

    public Backbone {
        if (model.architecture().inputShapes().size() != 1
                || model.architecture().outputShapes().size() != 1
                || model.architecture().inputShapes().getFirst().rank() != 3
                || model.architecture().outputShapes().getFirst().rank() != 1) {
            throw new NnException(word + " is no backbone: one takes a picture and gives a vector, this takes "
                    + model.architecture().inputShapes() + " and gives "
                    + model.architecture().outputShapes());
        }
    }

    /** The shape of the pictures it takes: height, width, channels. */
    public Shape input() {
        return model.architecture().inputShapes().getFirst();
    }

    /** How many numbers its vector has. */
    public int length() {
        return model.architecture().outputShapes().getFirst().size(0);
    }

    /** The name of the layer whose output is the vector. */
    public String lastLayer() {
        Graph graph = model.architecture().graph();
        return graph.steps().get(graph.outputs().getFirst().step()).name();
    }
}
