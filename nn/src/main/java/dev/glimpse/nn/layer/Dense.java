package dev.glimpse.nn.layer;

import java.util.Optional;

/**
 * Every output is a weighted sum of all inputs: {@code activation(x · kernel + bias)}.
 *
 * <p>(features) in, (units) out; of more axes the last are features, and the others stay. The kernel is (features,
 * units).
 *
 * @see <a href="https://keras.io/api/layers/core_layers/dense/">Keras: Dense</a>
 */
public record Dense(
        LayerInfo info, int units, ActivationFunction activation, Parameter kernel, Optional<Parameter> bias)
        implements KerasLayer<Dense>, WithActivation<Dense>, WithKernel<Dense>, WithBias<Dense> {

    public Dense {
        Require.positive("dense", "units", units);
    }

    @Override
    public Dense with(LayerInfo newInfo) {
        return new Dense(newInfo, units, activation, kernel, bias);
    }

    @Override
    public Dense activation(ActivationFunction function) {
        return new Dense(info, units, function, kernel, bias);
    }

    @Override
    public Dense kernel(Parameter newKernel) {
        return new Dense(info, units, activation, newKernel, bias);
    }

    @Override
    public Dense bias(Parameter newBias) {
        return new Dense(info, units, activation, kernel, Optional.of(newBias));
    }

    @Override
    public Dense noBias() {
        return new Dense(info, units, activation, kernel, Optional.empty());
    }
}
