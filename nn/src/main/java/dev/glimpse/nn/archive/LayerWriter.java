package dev.glimpse.nn.archive;

import static dev.glimpse.nn.archive.LayerConfig.spelling;

import dev.glimpse.nn.layer.Activation;
import dev.glimpse.nn.layer.ActivationFunction;
import dev.glimpse.nn.layer.Add;
import dev.glimpse.nn.layer.Average;
import dev.glimpse.nn.layer.AveragePooling2D;
import dev.glimpse.nn.layer.BatchNormalization;
import dev.glimpse.nn.layer.Concatenate;
import dev.glimpse.nn.layer.Conv2D;
import dev.glimpse.nn.layer.Conv2DTranspose;
import dev.glimpse.nn.layer.Cropping2D;
import dev.glimpse.nn.layer.Dense;
import dev.glimpse.nn.layer.DepthwiseConv2D;
import dev.glimpse.nn.layer.Dropout;
import dev.glimpse.nn.layer.ELU;
import dev.glimpse.nn.layer.Fill;
import dev.glimpse.nn.layer.Flatten;
import dev.glimpse.nn.layer.GaussianNoise;
import dev.glimpse.nn.layer.GlobalAveragePooling2D;
import dev.glimpse.nn.layer.GlobalMaxPooling2D;
import dev.glimpse.nn.layer.Initializer;
import dev.glimpse.nn.layer.Input;
import dev.glimpse.nn.layer.KerasLayer;
import dev.glimpse.nn.layer.LayerInfo;
import dev.glimpse.nn.layer.LayerNormalization;
import dev.glimpse.nn.layer.LeakyReLU;
import dev.glimpse.nn.layer.Margins;
import dev.glimpse.nn.layer.MaxPooling2D;
import dev.glimpse.nn.layer.Maximum;
import dev.glimpse.nn.layer.Minimum;
import dev.glimpse.nn.layer.Multiply;
import dev.glimpse.nn.layer.Normalization;
import dev.glimpse.nn.layer.PReLU;
import dev.glimpse.nn.layer.Parameter;
import dev.glimpse.nn.layer.Permute;
import dev.glimpse.nn.layer.RandomBrightness;
import dev.glimpse.nn.layer.RandomContrast;
import dev.glimpse.nn.layer.RandomFlip;
import dev.glimpse.nn.layer.RandomRotation;
import dev.glimpse.nn.layer.RandomTranslation;
import dev.glimpse.nn.layer.RandomZoom;
import dev.glimpse.nn.layer.Range;
import dev.glimpse.nn.layer.ReLU;
import dev.glimpse.nn.layer.Rescaling;
import dev.glimpse.nn.layer.Reshape;
import dev.glimpse.nn.layer.Resizing;
import dev.glimpse.nn.layer.SeparableConv2D;
import dev.glimpse.nn.layer.Size2;
import dev.glimpse.nn.layer.Softmax;
import dev.glimpse.nn.layer.SpatialDropout2D;
import dev.glimpse.nn.layer.Subtract;
import dev.glimpse.nn.layer.UpSampling2D;
import dev.glimpse.nn.layer.Window;
import dev.glimpse.nn.layer.ZeroPadding2D;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Layers as the {@code config} objects that Keras writes for them. */
final class LayerWriter {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final ObjectNode config = JSON.objectNode();

    private LayerWriter() {}

    static ObjectNode config(KerasLayer<?> layer) {
        LayerWriter writer = new LayerWriter();
        writer.write(layer);
        return writer.config;
    }

    static ObjectNode float32() {
        return ParameterJson.object("keras", "DTypePolicy", JSON.objectNode().put("name", "float32"));
    }

    private void write(KerasLayer<?> layer) {
        if (layer instanceof Input input) {
            config.set("batch_shape", batchShape(input.shape().toList()));
            config.put("dtype", "float32")
                    .put("sparse", false)
                    .put("ragged", false)
                    .put("optional", false);
            config.put("name", name(input.info()));
            return;
        }
        config.put("name", name(layer.info()));
        config.put("trainable", layer.info().trainable());
        config.set("dtype", float32());
        layer.info()
                .activityRegularizer()
                .ifPresent(given -> config.set("activity_regularizer", ParameterJson.write(Optional.of(given))));
        switch (layer) {
            case Input _ -> throw new AssertionError("written above");
            case Dense dense -> {
                config.put("units", dense.units());
                output(dense.activation(), dense.bias());
                parameter("kernel", dense.kernel());
            }
            case Conv2D conv -> {
                config.put("filters", conv.filters());
                kernel(conv.window());
                config.put("groups", conv.groups());
                output(conv.activation(), conv.bias());
                parameter("kernel", conv.kernel());
            }
            case Conv2DTranspose conv -> {
                config.put("filters", conv.filters());
                kernel(conv.window());
                conv.outputPadding()
                        .ifPresentOrElse(
                                padding -> config.putArray("output_padding")
                                        .add(padding.height())
                                        .add(padding.width()),
                                () -> config.putNull("output_padding"));
                output(conv.activation(), conv.bias());
                parameter("kernel", conv.kernel());
            }
            case DepthwiseConv2D conv -> {
                config.put("depth_multiplier", conv.depthMultiplier());
                kernel(conv.window());
                output(conv.activation(), conv.bias());
                parameter("depthwise", conv.kernel());
            }
            case SeparableConv2D conv -> {
                config.put("filters", conv.filters());
                config.put("depth_multiplier", conv.depthMultiplier());
                kernel(conv.window());
                output(conv.activation(), conv.bias());
                parameter("depthwise", conv.depthwise());
                parameter("pointwise", conv.pointwise());
            }
            case MaxPooling2D pool -> pool(pool.window());
            case AveragePooling2D pool -> pool(pool.window());
            case GlobalAveragePooling2D pool -> channelsLast().put("keepdims", pool.keepsDims());
            case GlobalMaxPooling2D pool -> channelsLast().put("keepdims", pool.keepsDims());
            case Flatten _ -> channelsLast();
            case Reshape reshape -> {
                ArrayNode sizes = config.putArray("target_shape");
                reshape.target().forEach(size -> sizes.add(size.orElse(-1)));
            }
            case Permute permute -> config.set("dims", array(permute.dims()));
            case Dropout dropout -> {
                config.put("rate", dropout.rate());
                ParameterJson.seed(config, dropout.seed());
                noiseShape(dropout);
            }
            case SpatialDropout2D dropout -> {
                // Keras's own config leaves "trainable" out here, and its constructor refuses it.
                config.remove("trainable");
                config.put("rate", dropout.rate());
                ParameterJson.seed(config, dropout.seed());
                channelsLast();
            }
            case GaussianNoise noise -> {
                config.put("stddev", noise.stddev());
                ParameterJson.seed(config, noise.seed());
            }
            case BatchNormalization norm -> {
                config.put("axis", norm.axis());
                config.put("momentum", norm.momentum());
                config.put("epsilon", norm.epsilon());
                centerAndScale(norm.beta(), norm.gamma());
                config.set("moving_mean_initializer", ParameterJson.write(norm.movingMeanInitializer()));
                config.set("moving_variance_initializer", ParameterJson.write(norm.movingVarianceInitializer()));
            }
            case LayerNormalization norm -> {
                axes("axis", norm.axes());
                config.put("epsilon", norm.epsilon());
                centerAndScale(norm.beta(), norm.gamma());
            }
            case Activation activation ->
                config.put("activation", activation.function().kerasName());
            case ReLU relu -> {
                relu.maxValue()
                        .ifPresentOrElse(value -> config.put("max_value", value), () -> config.putNull("max_value"));
                config.put("negative_slope", relu.negativeSlope());
                config.put("threshold", relu.threshold());
            }
            case LeakyReLU leaky -> config.put("negative_slope", leaky.negativeSlope());
            case PReLU prelu -> {
                parameter("alpha", prelu.alpha());
                if (prelu.sharedAxes().isEmpty()) {
                    config.putNull("shared_axes");
                } else {
                    config.set("shared_axes", array(prelu.sharedAxes()));
                }
            }
            case ELU elu -> config.put("alpha", elu.alpha());
            case Softmax softmax -> axes("axis", softmax.axes());
            case ZeroPadding2D padding -> margins("padding", padding.padding());
            case Cropping2D cropping -> margins("cropping", cropping.cropping());
            case UpSampling2D up -> {
                size("size", up.size());
                channelsLast().put("interpolation", spelling(up.interpolation()));
            }
            case Add _, Subtract _, Multiply _, Average _, Maximum _, Minimum _ -> {}
            case Concatenate concatenate -> config.put("axis", concatenate.axis());
            case Rescaling rescaling -> {
                numbers("scale", rescaling.scale());
                numbers("offset", rescaling.offset());
            }
            case Normalization norm -> normalization(norm);
            case Resizing resizing -> resizing(resizing);
            case RandomFlip flip -> {
                random(flip.seed());
                config.put("mode", spelling(flip.mode()));
            }
            case RandomRotation rotation -> {
                random(rotation.seed());
                range("factor", rotation.factor());
                fill(rotation.fill()).put("interpolation", spelling(rotation.interpolation()));
            }
            case RandomZoom zoom -> {
                random(zoom.seed());
                range("height_factor", zoom.heightFactor());
                zoom.widthFactor()
                        .ifPresentOrElse(factor -> range("width_factor", factor), () -> config.putNull("width_factor"));
                fill(zoom.fill()).put("interpolation", spelling(zoom.interpolation()));
            }
            case RandomTranslation translation -> {
                random(translation.seed());
                range("height_factor", translation.heightFactor());
                range("width_factor", translation.widthFactor());
                fill(translation.fill()).put("interpolation", spelling(translation.interpolation()));
            }
            case RandomContrast contrast -> {
                random(contrast.seed());
                range("factor", contrast.factor());
                range("value_range", contrast.valueRange());
            }
            case RandomBrightness brightness -> {
                random(brightness.seed());
                range("factor", brightness.factor());
                range("value_range", brightness.valueRange());
            }
        }
    }

    private void noiseShape(Dropout dropout) {
        if (dropout.noiseShape().isEmpty()) {
            config.putNull("noise_shape");
            return;
        }
        ArrayNode sizes = config.putArray("noise_shape").addNull();
        for (OptionalInt size : dropout.noiseShape()) {
            size.ifPresentOrElse(sizes::add, sizes::addNull);
        }
    }

    private void normalization(Normalization norm) {
        config.set("axis", array(norm.axes()));
        config.put("invert", norm.direction() == Normalization.Direction.DENORMALIZE);
        norm.statistics()
                .ifPresentOrElse(
                        statistics -> {
                            numbers("mean", statistics.mean());
                            numbers("variance", statistics.variance());
                        },
                        () -> config.putNull("mean").putNull("variance"));
    }

    private void resizing(Resizing resizing) {
        channelsLast();
        config.put("height", resizing.size().height());
        config.put("width", resizing.size().width());
        config.put("interpolation", spelling(resizing.interpolation()));
        config.put("crop_to_aspect_ratio", resizing.fit() == Resizing.Fit.CROP);
        config.put("pad_to_aspect_ratio", resizing.fit() == Resizing.Fit.PAD);
        fill(resizing.fill());
        config.put("antialias", resizing.sampling() == Resizing.Sampling.ANTIALIASED);
    }

    static String name(LayerInfo info) {
        return info.name().orElseThrow(() -> new AssertionError("a layer gets its name when it joins an architecture"));
    }

    static ArrayNode batchShape(List<Integer> sample) {
        ArrayNode shape = JSON.arrayNode().addNull();
        sample.forEach(shape::add);
        return shape;
    }

    private static ArrayNode array(Collection<Integer> values) {
        ArrayNode array = JSON.arrayNode();
        values.forEach(array::add);
        return array;
    }

    private ObjectNode channelsLast() {
        return config.put("data_format", "channels_last");
    }

    private void size(String key, Size2 size) {
        config.putArray(key).add(size.height()).add(size.width());
    }

    private void kernel(Window window) {
        size("kernel_size", window.size());
        size("strides", window.stride());
        config.put("padding", spelling(window.padding()));
        channelsLast();
        size("dilation_rate", window.dilation());
    }

    private void pool(Window window) {
        size("pool_size", window.size());
        size("strides", window.stride());
        config.put("padding", spelling(window.padding()));
        channelsLast();
    }

    private void output(ActivationFunction activation, Optional<Parameter> bias) {
        config.put("activation", activation.kerasName());
        config.put("use_bias", bias.isPresent());
        parameter("bias", bias.orElse(Parameter.of(new Initializer.Zeros())));
    }

    private void parameter(String name, Parameter parameter) {
        config.set(name + "_initializer", ParameterJson.write(parameter.initializer()));
        config.set(name + "_regularizer", ParameterJson.write(parameter.regularizer()));
        config.set(name + "_constraint", ConstraintJson.write(parameter.constraint()));
    }

    private void centerAndScale(Optional<Parameter> beta, Optional<Parameter> gamma) {
        config.put("center", beta.isPresent());
        config.put("scale", gamma.isPresent());
        parameter("beta", beta.orElse(Parameter.of(new Initializer.Zeros())));
        parameter("gamma", gamma.orElse(Parameter.of(new Initializer.Ones())));
    }

    private void axes(String key, List<Integer> axes) {
        if (axes.size() == 1) {
            config.put(key, axes.getFirst());
        } else {
            config.set(key, array(axes));
        }
    }

    private void margins(String key, Margins margins) {
        ArrayNode pairs = config.putArray(key);
        pairs.addArray().add(margins.top()).add(margins.bottom());
        pairs.addArray().add(margins.left()).add(margins.right());
        channelsLast();
    }

    private void numbers(String key, List<Double> values) {
        if (values.size() == 1) {
            config.put(key, values.getFirst());
        } else {
            ArrayNode array = config.putArray(key);
            values.forEach(array::add);
        }
    }

    private void random(Optional<dev.glimpse.tensor.Seed> seed) {
        channelsLast();
        ParameterJson.seed(config, seed);
    }

    private void range(String key, Range range) {
        config.putArray(key).add(range.lower()).add(range.upper());
    }

    private ObjectNode fill(Fill fill) {
        return config.put("fill_mode", spelling(fill.mode())).put("fill_value", fill.value());
    }
}
