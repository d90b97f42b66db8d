package dev.glimpse.nn.layer;

import java.util.Optional;

/**
 * A convolution in which each channel has kernels of its own.
 *
 * <p>(height, width, channels) in, (height, width, channels · depthMultiplier) out. The kernel is (height, width,
 * channels, depthMultiplier); Keras's keywords call it {@code depthwise}.
 *
 * @see <a href="https://keras.io/api/layers/convolution_layers/depthwise_convolution2d/">Keras: DepthwiseConv2D</a>
 */
public record DepthwiseConv2D(
        LayerInfo info,
        Window window,
        int depthMultiplier,
        ActivationFunction activation,
        Parameter kernel,
        Optional<Parameter> bias)
        implements KerasLayer<DepthwiseConv2D>,
                WithWindow<DepthwiseConv2D>,
                WithDilation<DepthwiseConv2D>,
                WithActivation<DepthwiseConv2D>,
                WithKernel<DepthwiseConv2D>,
                WithBias<DepthwiseConv2D> {

    public DepthwiseConv2D {
        Require.positive("depthwise_conv2d", "a depth multiplier", depthMultiplier);
    }

    @Override
    public DepthwiseConv2D with(LayerInfo newInfo) {
        return new DepthwiseConv2D(newInfo, window, depthMultiplier, activation, kernel, bias);
    }

    @Override
    public DepthwiseConv2D with(Window newWindow) {
        return new DepthwiseConv2D(info, newWindow, depthMultiplier, activation, kernel, bias);
    }

    /** How many outputs each channel has; Keras's {@code depth_multiplier}. */
    public DepthwiseConv2D depthMultiplier(int multiplier) {
        return new DepthwiseConv2D(info, window, multiplier, activation, kernel, bias);
    }

    @Override
    public DepthwiseConv2D activation(ActivationFunction function) {
        return new DepthwiseConv2D(info, window, depthMultiplier, function, kernel, bias);
    }

    @Override
    public DepthwiseConv2D kernel(Parameter newKernel) {
        return new DepthwiseConv2D(info, window, depthMultiplier, activation, newKernel, bias);
    }

    @Override
    public DepthwiseConv2D bias(Parameter newBias) {
        return new DepthwiseConv2D(info, window, depthMultiplier, activation, kernel, Optional.of(newBias));
    }

    @Override
    public DepthwiseConv2D noBias() {
        return new DepthwiseConv2D(info, window, depthMultiplier, activation, kernel, Optional.empty());
    }
}
