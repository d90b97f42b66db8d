package dev.glimpse.nn.layer;

import dev.glimpse.nn.NnException;
import java.util.Optional;

/**
 * A kernel slides over a picture and looks for the same patterns everywhere.
 *
 * <p>(height, width, channels) in, (height, width, filters) out. The kernel is (height, width, channels / groups,
 * filters).
 *
 * @see <a href="https://keras.io/api/layers/convolution_layers/convolution2d/">Keras: Conv2D</a>
 */
public record Conv2D(
        LayerInfo info,
        int filters,
        Window window,
        int groups,
        ActivationFunction activation,
        Parameter kernel,
        Optional<Parameter> bias)
        implements KerasLayer<Conv2D>,
                WithWindow<Conv2D>,
                WithDilation<Conv2D>,
                WithActivation<Conv2D>,
                WithKernel<Conv2D>,
                WithBias<Conv2D> {

    public Conv2D {
        Require.positive("conv2d", "filters", filters);
        Require.positive("conv2d", "groups", groups);
        if (filters % groups != 0) {
            throw new NnException("conv2d needs filters that its groups divide, got " + filters + " filters in "
                    + groups + " groups");
        }
    }

    @Override
    public Conv2D with(LayerInfo newInfo) {
        return new Conv2D(newInfo, filters, window, groups, activation, kernel, bias);
    }

    @Override
    public Conv2D with(Window newWindow) {
        return new Conv2D(info, filters, newWindow, groups, activation, kernel, bias);
    }

    /** The channels are split into this many groups, each with filters of its own; Keras's {@code groups}. */
    public Conv2D groups(int newGroups) {
        return new Conv2D(info, filters, window, newGroups, activation, kernel, bias);
    }

    @Override
    public Conv2D activation(ActivationFunction function) {
        return new Conv2D(info, filters, window, groups, function, kernel, bias);
    }

    @Override
    public Conv2D kernel(Parameter newKernel) {
        return new Conv2D(info, filters, window, groups, activation, newKernel, bias);
    }

    @Override
    public Conv2D bias(Parameter newBias) {
        return new Conv2D(info, filters, window, groups, activation, kernel, Optional.of(newBias));
    }

    @Override
    public Conv2D noBias() {
        return new Conv2D(info, filters, window, groups, activation, kernel, Optional.empty());
    }
}
