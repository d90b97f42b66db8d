package dev.glimpse.onnx;

import dev.glimpse.nn.layer.BatchNormalization;
import java.util.function.Function;

/**
 * What batch normalisation with known statistics comes to: each channel times a number, plus a number.
 *
 * @param scale gamma / sqrt(variance + epsilon)
 * @param shift beta - mean · scale
 */
record ScaleAndShift(double[] scale, double[] shift) {

    static ScaleAndShift of(BatchNormalization layer, Function<String, float[]> weight) {
        float[] mean = weight.apply("moving_mean");
        float[] variance = weight.apply("moving_variance");
        double[] scale = new double[mean.length];
        double[] shift = new double[mean.length];
        for (int i = 0; i < mean.length; i++) {
            scale[i] = 1 / Math.sqrt(variance[i] + layer.epsilon());
        }
        if (layer.gamma().isPresent()) {
            float[] gamma = weight.apply("gamma");
            for (int i = 0; i < mean.length; i++) {
                scale[i] *= gamma[i];
            }
        }
        if (layer.beta().isPresent()) {
            float[] beta = weight.apply("beta");
            for (int i = 0; i < mean.length; i++) {
                shift[i] = beta[i];
            }
        }
        for (int i = 0; i < mean.length; i++) {
            shift[i] -= mean[i] * scale[i];
        }
        return new ScaleAndShift(scale, shift);
    }

    float[] scaleAsFloats() {
        return narrow(scale);
    }

    float[] shiftAsFloats() {
        return narrow(shift);
    }

    static float[] narrow(double[] numbers) {
        float[] narrow = new float[numbers.length];
        for (int i = 0; i < numbers.length; i++) {
            narrow[i] = (float) numbers[i];
        }
        return narrow;
    }
}
