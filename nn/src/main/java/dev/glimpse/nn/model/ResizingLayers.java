package dev.glimpse.nn.model;

import dev.glimpse.nn.layer.Interpolation;
import dev.glimpse.nn.layer.Margins;
import dev.glimpse.nn.layer.Resizing;
import dev.glimpse.nn.layer.ResizingWeights;
import dev.glimpse.nn.layer.Size2;
import dev.glimpse.nn.layer.UpSampling2D;
import dev.glimpse.tensor.DType;
import dev.glimpse.tensor.Shape;
import dev.glimpse.tensor.Tensor;

/**
 * Layers that change the size of pictures.
 *
 * <p>Every interpolation is separable and linear, so a picture is multiplied by one matrix along its columns and one
 * along its rows; what is left to say is what the matrices hold, and that is {@link ResizingWeights}.
 */
final class ResizingLayers {

    private ResizingLayers() {}

    static Tensor compute(UpSampling2D layer, Tensor x) {
        if (layer.interpolation() == Interpolation.NEAREST) {
            return x.repeatEach(1, layer.size().height())
                    .repeatEach(2, layer.size().width());
        }
        return resize(
                x,
                new Size2(
                        x.size(1) * layer.size().height(),
                        x.size(2) * layer.size().width()),
                layer.interpolation(),
                Resizing.Sampling.POINT);
    }

    static Tensor compute(Resizing layer, Tensor x) {
        Size2 picture = new Size2(x.size(1), x.size(2));
        Tensor fitted =
                switch (layer.fit()) {
                    case STRETCH -> x;
                    case CROP -> without(layer.cropOf(picture), x);
                    case PAD -> within(layer.borderOf(picture), layer.fill().value(), x);
                };
        return resize(fitted, layer.size(), layer.interpolation(), layer.sampling());
    }

    private static Tensor without(Margins margins, Tensor x) {
        return x.narrow(1, margins.top(), x.size(1) - margins.top() - margins.bottom())
                .narrow(2, margins.left(), x.size(2) - margins.left() - margins.right());
    }

    private static Tensor within(Margins margins, double value, Tensor x) {
        return x.pad(value, 0, 0, margins.top(), margins.bottom(), margins.left(), margins.right());
    }

    private static Tensor resize(Tensor x, Size2 size, Interpolation interpolation, Resizing.Sampling sampling) {
        int batch = x.size(0);
        int height = x.size(1);
        int width = x.size(2);
        int channels = x.size(3);
        Tensor result = x;
        if (height != size.height()) {
            result = matrix(height, size.height(), interpolation, sampling, x.dtype())
                    .matmul(result.reshape(batch, height, width * channels));
        }
        if (width != size.width()) {
            result = matrix(width, size.width(), interpolation, sampling, x.dtype())
                    .matmul(result.reshape(batch * size.height(), width, channels));
        }
        return result == x ? x : result.reshape(batch, size.height(), size.width(), channels);
    }

    private static Tensor matrix(
            int from, int to, Interpolation interpolation, Resizing.Sampling sampling, DType dtype) {
        return Tensor.of(ResizingWeights.of(from, to, interpolation, sampling), Shape.of(to, from))
                .cast(dtype);
    }
}
