package dev.glimpse.nn.model;

import dev.glimpse.nn.layer.AveragePooling2D;
import dev.glimpse.nn.layer.MaxPooling2D;
import dev.glimpse.nn.layer.Size2;
import dev.glimpse.nn.layer.Window;
import dev.glimpse.tensor.Pooling;
import dev.glimpse.tensor.Slide;
import dev.glimpse.tensor.Tensor;

/** Layers that make pictures smaller window by window. */
final class PoolingLayers {

    private PoolingLayers() {}

    static Tensor compute(MaxPooling2D layer, Tensor x) {
        Window window = layer.window();
        return Pooling.max2d(x, window.size().height(), window.size().width(), slide(window, x));
    }

    static Tensor compute(AveragePooling2D layer, Tensor x) {
        Window window = layer.window();
        return Pooling.average2d(x, window.size().height(), window.size().width(), slide(window, x));
    }

    private static Slide slide(Window window, Tensor x) {
        return ConvolutionLayers.slide(window, window.margins(new Size2(x.size(1), x.size(2))));
    }
}
