package dev.glimpse.nn.layer;

import java.util.Optional;

/**
 * A depthwise convolution, then a 1×1 convolution that mixes the channels.
 *
 * <p>(height, width, channels) in, (height, width, filters) out. The depthwise kernel is (height, width, channels,
 * depthMultiplier), the pointwise one (1, 1, channels · depthMultiplier, filters).
 *
 * @see <a href="https://keras.io/api/layers/convolution_layers/separable_convolution2d/">Keras: SeparableConv2D</a>
 */
public record SeparableConv2D(
        LayerInfo info,
        int filters,
        Window window,
        int depthMultiplier,
        ActivationFunction activation,
        Parameter depthwise,
        Parameter pointwise,
        Optional<Parameter> bias)
        implements KerasLayer<SeparableConv2D>,
                WithWindow<SeparableConv2D>,
                WithDilation<SeparableConv2D>,
                WithActivation<SeparableConv2D>,
                WithBias<SeparableConv2D> {

    public SeparableConv2D {
        Require.positive("separable_conv2d", "filters", filters);
        Require.positive("separable_conv2d", "a depth multiplier", depthMultiplier);
    }

    @Override
    public SeparableConv2D with(LayerInfo newInfo) {
        return new SeparableConv2D(newInfo, filters, window, depthMultiplier, activation, depthwise, pointwise, bias);
    }

    @Override
    public SeparableConv2D with(Window newWindow) {
        return new SeparableConv2D(info, filters, newWindow, depthMultiplier, activation, depthwise, pointwise, bias);
    }

    /** How many outputs each channel has before they are mixed; Keras's {@code depth_multiplier}. */
    public SeparableConv2D depthMultiplier(int multiplier) {
        return new SeparableConv2D(info, filters, window, multiplier, activation, depthwise, pointwise, bias);
    }

    @Override
    public SeparableConv2D activation(ActivationFunction function) {
        return new SeparableConv2D(info, filters, window, depthMultiplier, function, depthwise, pointwise, bias);
    }

    /** How the depthwise kernel begins, and what it costs; Keras's {@code depthwise_initializer} and {@code _regularizer}. */
    public SeparableConv2D depthwise(Parameter kernel) {
        return new SeparableConv2D(info, filters, window, depthMultiplier, activation, kernel, pointwise, bias);
    }

    /** How the pointwise kernel begins, and what it costs; Keras's {@code pointwise_initializer} and {@code _regularizer}. */
    public SeparableConv2D pointwise(Parameter kernel) {
        return new SeparableConv2D(info, filters, window, depthMultiplier, activation, depthwise, kernel, bias);
    }

    @Override
    public SeparableConv2D bias(Parameter newBias) {
        return new SeparableConv2D(
                info, filters, window, depthMultiplier, activation, depthwise, pointwise, Optional.of(newBias));
    }

    @Override
    public SeparableConv2D noBias() {
        return new SeparableConv2D(
                info, filters, window, depthMultiplier, activation, depthwise, pointwise, Optional.empty());
    }
}
