package dev.glimpse.nn.archive;

import static dev.glimpse.nn.archive.ParameterJson.activation;
import static dev.glimpse.nn.archive.ParameterJson.initializer;
import static dev.glimpse.nn.archive.ParameterJson.parameter;

import dev.glimpse.nn.NnException;
import dev.glimpse.nn.archive.SavedPart.DataFormat;
import dev.glimpse.nn.archive.SavedPart.Single;
import dev.glimpse.nn.layer.Activation;
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
import dev.glimpse.nn.layer.Flatten;
import dev.glimpse.nn.layer.GaussianNoise;
import dev.glimpse.nn.layer.GlobalAveragePooling2D;
import dev.glimpse.nn.layer.GlobalMaxPooling2D;
import dev.glimpse.nn.layer.Initializer;
import dev.glimpse.nn.layer.Input;
import dev.glimpse.nn.layer.Interpolation;
import dev.glimpse.nn.layer.KerasLayer;
import dev.glimpse.nn.layer.LayerInfo;
import dev.glimpse.nn.layer.LayerNormalization;
import dev.glimpse.nn.layer.LeakyReLU;
import dev.glimpse.nn.layer.Margins;
import dev.glimpse.nn.layer.MaxPooling2D;
import dev.glimpse.nn.layer.Maximum;
import dev.glimpse.nn.layer.Minimum;
import dev.glimpse.nn.layer.Multiply;
import dev.glimpse.nn.layer.PReLU;
import dev.glimpse.nn.layer.Parameter;
import dev.glimpse.nn.layer.Permute;
import dev.glimpse.nn.layer.ReLU;
import dev.glimpse.nn.layer.Reshape;
import dev.glimpse.nn.layer.SeparableConv2D;
import dev.glimpse.nn.layer.Size2;
import dev.glimpse.nn.layer.Softmax;
import dev.glimpse.nn.layer.SpatialDropout2D;
import dev.glimpse.nn.layer.Subtract;
import dev.glimpse.nn.layer.UpSampling2D;
import dev.glimpse.nn.layer.Window;
import dev.glimpse.nn.layer.ZeroPadding2D;
import dev.glimpse.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import tools.jackson.databind.JsonNode;

/** Layers from the {@code config} objects that Keras writes for them. */
final class LayerReader {

    private static final Initializer ZEROS = new Initializer.Zeros();
    private static final Initializer ONES = new Initializer.Ones();
    private static final Initializer GLOROT = Initializer.glorotUniform();

    private final LayerConfig config;
    private final LayerInfo info;

    private LayerReader(LayerConfig config) {
        this.config = config;
        this.info = config.info();
    }

    /**
     * The layer of a class with these settings, on its own.
     *
     * @throws NnException if the class is not among those of {@link KerasLayer}, or a setting is not supported
     */
    static KerasLayer<?> read(String className, JsonNode json) {
        Single saved = saved(className, json);
        if (saved.format().equals(Optional.of(DataFormat.CHANNELS_FIRST))) {
            throw new LayerConfig(className, json)
                    .wrong("data_format", "channels_last, except in a whole model that has its channels first");
        }
        return (KerasLayer<?>) saved.layer();
    }

    /** The layer of a class with these settings, and where it expects channels. */
    static Single saved(String className, JsonNode json) {
        LayerConfig config = new LayerConfig(className, json);
        KerasLayer<?> layer = new LayerReader(config).layer(className);
        if (!(layer instanceof Input)) {
            config.float32();
        }
        config.finish();
        return new Single(layer, config.format(), List.of(), Optional.empty());
    }

    private KerasLayer<?> layer(String className) {
        return switch (className) {
            case "InputLayer" -> new Input(info, inputShape());
            case "Dense" -> new Dense(info, config.integer("units"), activation(config), kernel("kernel"), bias());
            case "Conv2D" ->
                new Conv2D(
                        info,
                        config.integer("filters"),
                        kernelWindow(),
                        config.integer("groups", 1),
                        activation(config),
                        kernel("kernel"),
                        bias());
            case "Conv2DTranspose" ->
                new Conv2DTranspose(
                        info,
                        config.integer("filters"),
                        kernelWindow(),
                        outputPadding(),
                        activation(config),
                        kernel("kernel"),
                        bias());
            case "DepthwiseConv2D" -> {
                // Keras 2 repeats keywords of Conv2D that mean nothing here.
                config.ignore("groups", "kernel_initializer", "kernel_regularizer", "kernel_constraint", "filters");
                yield new DepthwiseConv2D(
                        info,
                        kernelWindow(),
                        config.integer("depth_multiplier", 1),
                        activation(config),
                        kernel("depthwise"),
                        bias());
            }
            case "SeparableConv2D" -> {
                config.ignore("groups", "kernel_initializer", "kernel_regularizer", "kernel_constraint");
                yield new SeparableConv2D(
                        info,
                        config.integer("filters"),
                        kernelWindow(),
                        config.integer("depth_multiplier", 1),
                        activation(config),
                        kernel("depthwise"),
                        kernel("pointwise"),
                        bias());
            }
            case "MaxPooling2D" -> new MaxPooling2D(info, poolWindow());
            case "AveragePooling2D" -> new AveragePooling2D(info, poolWindow());
            case "GlobalAveragePooling2D" -> new GlobalAveragePooling2D(onPictures(), config.flag("keepdims", false));
            case "GlobalMaxPooling2D" -> new GlobalMaxPooling2D(onPictures(), config.flag("keepdims", false));
            case "Flatten" -> new Flatten(onPictures());
            case "Reshape" ->
                new Reshape(
                        info,
                        config.integers("target_shape").stream()
                                .map(size -> size == -1 ? OptionalInt.empty() : OptionalInt.of(size))
                                .toList());
            case "Permute" -> new Permute(info, config.integers("dims"));
            case "Dropout" -> new Dropout(info, config.number("rate"), noiseShape(), config.seed());
            case "SpatialDropout2D" -> {
                config.ignore("noise_shape");
                yield new SpatialDropout2D(onPictures(), config.number("rate"), config.seed());
            }
            case "GaussianNoise" -> new GaussianNoise(info, config.number("stddev"), config.seed());
            case "BatchNormalization" -> batchNormalization();
            case "LayerNormalization" ->
                new LayerNormalization(info, axes(), config.number("epsilon", 1e-3), beta(), gamma());
            case "Activation" -> new Activation(info, activation(config));
            case "ReLU" ->
                new ReLU(
                        info,
                        config.has("max_value")
                                ? OptionalDouble.of(config.number("max_value"))
                                : OptionalDouble.empty(),
                        config.number("negative_slope", 0),
                        config.number("threshold", 0));
            case "LeakyReLU" -> new LeakyReLU(info, config.number("negative_slope", 0.3));
            case "PReLU" ->
                new PReLU(
                        info,
                        parameter(config, "alpha", ZEROS),
                        config.has("shared_axes") ? config.integers("shared_axes") : List.of());
            case "ELU" -> new ELU(info, config.number("alpha", 1));
            case "Softmax" -> new Softmax(info, axes());
            case "ZeroPadding2D" -> new ZeroPadding2D(onPictures(), margins("padding"));
            case "Cropping2D" -> new Cropping2D(onPictures(), margins("cropping"));
            case "UpSampling2D" ->
                new UpSampling2D(
                        onPictures(),
                        config.size("size", Size2.square(2)),
                        config.choice("interpolation", Interpolation.class, Interpolation.NEAREST));
            case "Add" -> new Add(info);
            case "Subtract" -> new Subtract(info);
            case "Multiply" -> new Multiply(info);
            case "Average" -> new Average(info);
            case "Maximum" -> new Maximum(info);
            case "Minimum" -> new Minimum(info);
            case "Concatenate" -> new Concatenate(info, config.integer("axis", -1));
            default -> PreprocessingReader.read(className, config, info);
        };
    }

    private Shape inputShape() {
        config.ignore("dtype", "sparse", "ragged", "optional");
        for (String key : List.of("sparse", "ragged")) {
            if (config.flag(key, false)) {
                throw config.wrong(key, "false");
            }
        }
        return InputShape.of(config.json())
                .orElseThrow(() -> config.wrong("batch_shape", "a shape that begins with the batch"))
                .known(config.label());
    }

    /** Keras draws for the batch too; only one draw for each sample makes sense, and is what people write. */
    private List<OptionalInt> noiseShape() {
        JsonNode sizes = config.get("noise_shape");
        if (sizes.isMissingNode()) {
            return List.of();
        }
        List<OptionalInt> sample = new ArrayList<>();
        for (JsonNode size : sizes) {
            if (!size.isNull() && !LayerConfig.isInteger(size)) {
                throw config.wrong("noise_shape", "whole numbers or null");
            }
            sample.add(size.isNull() ? OptionalInt.empty() : OptionalInt.of(size.intValue()));
        }
        if (sample.size() < 2 || sample.removeFirst().isPresent()) {
            throw config.wrong("noise_shape", "a shape that begins with null, for the batch");
        }
        return sample;
    }

    private Parameter kernel(String name) {
        return parameter(config, name, GLOROT);
    }

    private Optional<Parameter> bias() {
        Parameter bias = parameter(config, "bias", ZEROS);
        return config.flag("use_bias", true) ? Optional.of(bias) : Optional.empty();
    }

    private Optional<Parameter> beta() {
        Parameter beta = parameter(config, "beta", ZEROS);
        return config.flag("center", true) ? Optional.of(beta) : Optional.empty();
    }

    private Optional<Parameter> gamma() {
        Parameter gamma = parameter(config, "gamma", ONES);
        return config.flag("scale", true) ? Optional.of(gamma) : Optional.empty();
    }

    private LayerInfo onPictures() {
        config.onPictures();
        return info;
    }

    private Window kernelWindow() {
        config.onPictures();
        return new Window(
                config.size("kernel_size"),
                config.size("strides", Size2.ONE),
                config.size("dilation_rate", Size2.ONE),
                config.padding());
    }

    private Window poolWindow() {
        config.onPictures();
        Size2 pool = config.size("pool_size", Size2.square(2));
        return new Window(pool, config.size("strides", pool), Size2.ONE, config.padding());
    }

    private Optional<Conv2DTranspose.OutputPadding> outputPadding() {
        if (!config.has("output_padding")) {
            return Optional.empty();
        }
        List<Integer> sizes = config.integers("output_padding");
        if (sizes.isEmpty()) {
            throw config.wrong("output_padding", "a height and a width");
        }
        return Optional.of(new Conv2DTranspose.OutputPadding(sizes.getFirst(), sizes.getLast()));
    }

    private List<Integer> axes() {
        return config.has("axis") ? config.integers("axis") : List.of(-1);
    }

    private BatchNormalization batchNormalization() {
        // Computed on one machine, a synchronized layer is the same; the others belong to renorm, which finish()
        // refuses.
        config.ignore("synchronized", "renorm_momentum", "renorm_clipping", "fused", "virtual_batch_size");
        List<Integer> axis = axes();
        if (axis.size() != 1) {
            throw config.wrong("axis", "one axis");
        }
        return new BatchNormalization(
                info,
                axis.getFirst(),
                config.number("momentum", 0.99),
                config.number("epsilon", 1e-3),
                beta(),
                gamma(),
                initializer(config, "moving_mean_initializer", ZEROS),
                initializer(config, "moving_variance_initializer", ONES));
    }

    /** Rows and columns at the border: one number, one a direction, or two a direction. */
    private Margins margins(String key) {
        List<Double> sizes = config.numbers(key);
        for (double size : sizes) {
            if (size != Math.rint(size)) {
                throw config.wrong(key, "whole numbers");
            }
        }
        int[] whole = sizes.stream().mapToInt(Double::intValue).toArray();
        return switch (whole.length) {
            case 1 -> Margins.all(whole[0]);
            case 2 -> new Margins(whole[0], whole[0], whole[1], whole[1]);
            case 4 -> new Margins(whole[0], whole[1], whole[2], whole[3]);
            default -> throw config.wrong(key, "rows and columns at the border");
        };
    }
}
