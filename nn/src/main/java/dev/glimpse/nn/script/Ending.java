package dev.glimpse.nn.script;

import dev.glimpse.nn.layer.Activation;
import dev.glimpse.nn.layer.ActivationFunction;
import dev.glimpse.nn.layer.Architecture;
import dev.glimpse.nn.layer.Graph;
import dev.glimpse.nn.layer.Layer;
import dev.glimpse.nn.layer.Layers;
import dev.glimpse.nn.layer.Softmax;
import dev.glimpse.nn.layer.WithActivation;
import dev.glimpse.tensor.Shape;
import java.util.List;

/** Whether an architecture ends in a probability for each label, and what it lacks if not. */
sealed interface Ending {

    /** It does. */
    record Complete() implements Ending {}

    /** It ends in something that cannot be what is meant. */
    record Wrong(String reason) implements Ending {}

    /** It does once these layers are added. */
    record Missing(List<Layer> layers, String remark) implements Ending {

        Architecture after(Architecture architecture) {
            Architecture longer = architecture;
            for (Layer layer : layers) {
                longer = longer.appended(layer);
            }
            return longer;
        }
    }

    /** How this architecture ends; its input is known. */
    static Ending of(Architecture architecture, int labels) {
        List<Shape> outputs = architecture.outputShapes();
        if (outputs.size() != 1) {
            return new Wrong("there are " + labels
                    + " labels to tell apart, which takes one output, and this model has " + outputs.size());
        }
        Shape shape = outputs.getFirst();
        String layer = "Dense(" + labels + ", activation='softmax')";
        ActivationFunction activation = activation(last(architecture));
        boolean probabilities = activation == ActivationFunction.SOFTMAX || activation == ActivationFunction.SIGMOID;
        boolean fits = shape.rank() == 1 && shape.size(0) == labels;
        if (activation == ActivationFunction.SIGMOID && fits) {
            return new Wrong(
                    "the model ends in a sigmoid for each label, so that several labels can be right, and here one is:"
                            + " end in " + layer + ", or leave this layer out, for it is added");
        }
        if (probabilities && fits) {
            return new Complete();
        }
        if (probabilities && shape.rank() == 1) {
            return new Wrong("the model ends in " + shape.size(0) + (shape.size(0) == 1 ? " output" : " outputs")
                    + ", and there are " + labels + " labels: end in " + layer
                    + ", or leave this layer out, for it is added");
        }
        if (fits && activation == ActivationFunction.LINEAR && last(architecture) instanceof WithActivation<?>) {
            return new Missing(
                    List.of(Layers.softmax()),
                    "Softmax() was added at the end, for probabilities of the " + labels + " labels");
        }
        if (shape.rank() == 1) {
            return new Missing(
                    List.of(Layers.dense(labels).softmax()), layer + " was added at the end, for the labels");
        }
        return new Missing(
                List.of(Layers.flatten(), Layers.dense(labels).softmax()),
                "Flatten() and " + layer + " were added at the end, for the labels");
    }

    /** The layer that makes the only output, however deep in models it stands. */
    private static Layer last(Architecture architecture) {
        Graph graph = architecture.graph();
        Layer layer = graph.steps().get(graph.outputs().getFirst().step()).layer();
        return layer instanceof Architecture inner ? last(inner) : layer;
    }

    private static ActivationFunction activation(Layer layer) {
        return switch (layer) {
            case WithActivation<?> with -> with.activation();
            case Activation activation -> activation.function();
            case Softmax _ -> ActivationFunction.SOFTMAX;
            default -> ActivationFunction.LINEAR;
        };
    }
}
