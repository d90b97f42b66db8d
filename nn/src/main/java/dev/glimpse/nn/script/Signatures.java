package dev.glimpse.nn.script;

import static java.util.Map.entry;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which keywords the classes of Keras take, and in which order without their names.
 *
 * @see <a href="https://keras.io/api/layers/">Keras 3: layers</a>
 * @see <a href="https://github.com/keras-team/keras/tree/1.2.2/keras/layers">Keras 1.2: layers</a>
 */
final class Signatures {

    /**
     * The keywords of one class.
     *
     * @param positional in the order of values without a name
     * @param required those without a default
     * @param others those that have to be named
     */
    record Signature(List<String> positional, List<String> required, Set<String> others) {

        boolean knows(String keyword) {
            return positional.contains(keyword) || others.contains(keyword);
        }

        Set<String> all() {
            Set<String> all = new LinkedHashSet<>(positional);
            all.addAll(others);
            return all;
        }
    }

    private static final String KERNEL =
            " kernel_initializer bias_initializer kernel_regularizer bias_regularizer activity_regularizer"
                    + " kernel_constraint bias_constraint";
    private static final String OLD_KERNEL =
            " init border_mode subsample dim_ordering W_regularizer b_regularizer W_constraint b_constraint bias";

    /** Of Keras 2 and 3, by today's class name; an exclamation mark follows what has no default. */
    private static final Map<String, String> POSITIONAL = Map.ofEntries(
            entry("Dense", "units! activation use_bias" + KERNEL),
            entry(
                    "Conv2D",
                    "filters! kernel_size! strides padding data_format dilation_rate groups activation use_bias"
                            + KERNEL),
            entry(
                    "Conv2DTranspose",
                    "filters! kernel_size! strides padding output_padding data_format dilation_rate activation use_bias"
                            + KERNEL),
            entry(
                    "DepthwiseConv2D",
                    "kernel_size! strides padding depth_multiplier data_format dilation_rate activation use_bias"
                            + " depthwise_initializer bias_initializer depthwise_regularizer bias_regularizer"
                            + " activity_regularizer depthwise_constraint bias_constraint"),
            entry(
                    "SeparableConv2D",
                    "filters! kernel_size! strides padding data_format dilation_rate depth_multiplier activation use_bias"
                            + " depthwise_initializer pointwise_initializer bias_initializer depthwise_regularizer"
                            + " pointwise_regularizer bias_regularizer activity_regularizer depthwise_constraint"
                            + " pointwise_constraint bias_constraint"),
            entry("MaxPooling2D", "pool_size strides padding data_format"),
            entry("AveragePooling2D", "pool_size strides padding data_format"),
            entry("GlobalAveragePooling2D", "data_format keepdims"),
            entry("GlobalMaxPooling2D", "data_format keepdims"),
            entry("Flatten", "data_format"),
            entry("Reshape", "target_shape!"),
            entry("Permute", "dims!"),
            entry("RepeatVector", "n!"),
            entry("Dropout", "rate! noise_shape seed"),
            entry("SpatialDropout2D", "rate! data_format seed"),
            entry("GaussianNoise", "stddev! seed"),
            entry("GaussianDropout", "rate! seed"),
            entry("AlphaDropout", "rate! noise_shape seed"),
            entry(
                    "BatchNormalization",
                    "axis momentum epsilon center scale beta_initializer gamma_initializer moving_mean_initializer"
                            + " moving_variance_initializer beta_regularizer gamma_regularizer beta_constraint"
                            + " gamma_constraint renorm renorm_clipping renorm_momentum synchronized"),
            entry(
                    "LayerNormalization",
                    "axis epsilon center scale beta_initializer gamma_initializer beta_regularizer gamma_regularizer"
                            + " beta_constraint gamma_constraint"),
            entry(
                    "GroupNormalization",
                    "groups axis epsilon center scale beta_initializer gamma_initializer beta_regularizer"
                            + " gamma_regularizer beta_constraint gamma_constraint"),
            entry("UnitNormalization", "axis"),
            entry("Activation", "activation!"),
            entry("ReLU", "max_value negative_slope threshold"),
            entry("ThresholdedReLU", "theta"),
            entry("LeakyReLU", "negative_slope"),
            entry("PReLU", "alpha_initializer alpha_regularizer alpha_constraint shared_axes"),
            entry("ELU", "alpha"),
            entry("Softmax", "axis"),
            entry("ZeroPadding2D", "padding data_format"),
            entry("Cropping2D", "cropping data_format"),
            entry("UpSampling2D", "size data_format interpolation"),
            entry("Add", ""),
            entry("Subtract", ""),
            entry("Multiply", ""),
            entry("Average", ""),
            entry("Maximum", ""),
            entry("Minimum", ""),
            entry("Concatenate", "axis"),
            entry("Dot", "axes! normalize"),
            entry("Identity", ""),
            entry("Rescaling", "scale! offset"),
            entry("Normalization", "axis mean variance invert"),
            entry(
                    "Resizing",
                    "height! width! interpolation crop_to_aspect_ratio pad_to_aspect_ratio fill_mode fill_value"
                            + " antialias data_format"),
            entry("CenterCrop", "height! width! data_format"),
            entry("RandomFlip", "mode seed data_format"),
            entry("RandomCrop", "height! width! seed data_format"),
            entry("RandomRotation", "factor! fill_mode interpolation seed fill_value data_format"),
            entry("RandomZoom", "height_factor! width_factor fill_mode interpolation seed fill_value data_format"),
            entry(
                    "RandomTranslation",
                    "height_factor! width_factor! fill_mode interpolation seed fill_value data_format"),
            entry("RandomContrast", "factor! value_range seed"),
            entry("RandomBrightness", "factor! value_range seed"),
            entry("InputLayer", "shape batch_size dtype"),
            entry("Input", "shape batch_size dtype"));

    /** Keywords of Keras 1, and of Keras 2 alone. */
    private static final Map<String, String> NAMED = Map.ofEntries(
            entry("Dense", "output_dim init W_regularizer b_regularizer W_constraint b_constraint bias"),
            entry("Conv2D", "nb_filter nb_row nb_col atrous_rate" + OLD_KERNEL),
            entry("Conv2DTranspose", "nb_filter nb_row nb_col output_shape" + OLD_KERNEL),
            entry("DepthwiseConv2D", "kernel_initializer" + OLD_KERNEL),
            entry("SeparableConv2D", "nb_filter nb_row nb_col" + OLD_KERNEL),
            entry("MaxPooling2D", "border_mode dim_ordering"),
            entry("AveragePooling2D", "border_mode dim_ordering"),
            entry("GlobalAveragePooling2D", "dim_ordering"),
            entry("GlobalMaxPooling2D", "dim_ordering"),
            entry("Dropout", "p"),
            entry("SpatialDropout2D", "p dim_ordering"),
            entry("GaussianNoise", "sigma"),
            entry("GaussianDropout", "p"),
            entry("BatchNormalization", "mode beta_init gamma_init virtual_batch_size fused"),
            entry("LeakyReLU", "alpha"),
            entry("PReLU", "init"),
            entry("ZeroPadding2D", "dim_ordering"),
            entry("Cropping2D", "dim_ordering"),
            entry("UpSampling2D", "dim_ordering"),
            entry("InputLayer", "sparse ragged optional"),
            entry("Input", "sparse ragged optional"));

    /** Of Keras 1, where it was another than later. */
    private static final Map<String, String> OLD_POSITIONAL = Map.of(
            "Conv2D",
            "nb_filter nb_row nb_col init activation weights border_mode subsample dim_ordering W_regularizer"
                    + " b_regularizer activity_regularizer W_constraint b_constraint bias",
            "Conv2DTranspose",
            "nb_filter nb_row nb_col output_shape init activation weights border_mode subsample dim_ordering",
            "SeparableConv2D",
            "nb_filter nb_row nb_col init activation weights border_mode subsample depth_multiplier dim_ordering");

    private static final List<String> EVERYWHERE = List.of(
            "name",
            "trainable",
            "dtype",
            "input_shape",
            "batch_input_shape",
            "batch_shape",
            "input_dim",
            "input_dtype",
            "batch_size",
            "weights");

    /** Short and old names of classes whose keywords are those of another. */
    private static final Map<String, String> SAME_AS = Map.ofEntries(
            entry("Convolution2D", "Conv2D"),
            entry("AtrousConvolution2D", "Conv2D"),
            entry("AtrousConv2D", "Conv2D"),
            entry("Convolution2DTranspose", "Conv2DTranspose"),
            entry("Deconvolution2D", "Conv2DTranspose"),
            entry("Deconv2D", "Conv2DTranspose"),
            entry("DepthwiseConvolution2D", "DepthwiseConv2D"),
            entry("SeparableConvolution2D", "SeparableConv2D"),
            entry("MaxPool2D", "MaxPooling2D"),
            entry("AvgPool2D", "AveragePooling2D"),
            entry("GlobalMaxPool2D", "GlobalMaxPooling2D"),
            entry("GlobalAvgPool2D", "GlobalAveragePooling2D"),
            entry("BatchNormalizationV1", "BatchNormalization"),
            entry("BatchNormalizationV2", "BatchNormalization"),
            entry("SyncBatchNormalization", "BatchNormalization"));

    /** Names that only Keras 1 used: later ones are written with {@code Conv2D}. */
    private static final Set<String> OLD_CLASSES = Set.of(
            "Convolution2D",
            "AtrousConvolution2D",
            "AtrousConv2D",
            "Deconvolution2D",
            "Deconv2D",
            "SeparableConvolution2D");

    private static final Set<String> OLD_KEYWORDS = Set.of(
            "nb_filter",
            "init",
            "border_mode",
            "subsample",
            "dim_ordering",
            "W_regularizer",
            "b_regularizer",
            "W_constraint",
            "b_constraint",
            "bias");

    private static final Map<Symbol.Kind, Map<String, String>> SETTINGS = Map.of(
            Symbol.Kind.INITIALIZER,
            Map.ofEntries(
                    entry("Constant", "value"),
                    entry("RandomNormal", "mean stddev seed"),
                    entry("TruncatedNormal", "mean stddev seed"),
                    entry("RandomUniform", "minval maxval seed"),
                    entry("VarianceScaling", "scale mode distribution seed"),
                    entry("Orthogonal", "gain seed"),
                    entry("OrthogonalInitializer", "gain seed"),
                    entry("Identity", "gain"),
                    entry("IdentityInitializer", "gain"),
                    entry("Zeros", ""),
                    entry("Ones", "")),
            Symbol.Kind.REGULARIZER,
            Map.of("L1", "l1", "L2", "l2", "L1L2", "l1 l2"),
            Symbol.Kind.CONSTRAINT,
            Map.of(
                    "MaxNorm", "max_value axis",
                    "Maxnorm", "max_value axis",
                    "UnitNorm", "axis",
                    "Unitnorm", "axis",
                    "MinMaxNorm", "min_value max_value rate axis",
                    "NonNeg", "",
                    "Nonneg", ""));

    /** What Keras 1 and 2 called the only number of a regularizer or constraint. */
    static final Set<String> OLD_SETTINGS = Set.of("l", "m");

    /** What the constructors of Keras fill in where a file always says it. */
    private static final Map<String, Map<String, Object>> DEFAULTS = Map.of(
            "ZeroPadding2D", Map.of("padding", 1),
            "Cropping2D", Map.of("cropping", 0),
            "Normalization", Map.of("axis", -1));

    private Signatures() {}

    /**
     * The keywords of a layer's class.
     *
     * @param className as the text spells it
     * @param unnamed the values without a keyword
     * @param keywords those that are given
     */
    static Signature ofLayer(String className, List<Value> unnamed, Set<String> keywords) {
        String today = today(className);
        boolean rowsAndColumns =
                unnamed.size() > 2 && unnamed.get(1) instanceof Value.Whole && unnamed.get(2) instanceof Value.Whole;
        boolean old = rowsAndColumns
                && OLD_POSITIONAL.containsKey(today)
                && (OLD_CLASSES.contains(className) || keywords.stream().anyMatch(OLD_KEYWORDS::contains));
        List<String> others = words(NAMED.getOrDefault(today, ""));
        others.addAll(EVERYWHERE);
        String positional = POSITIONAL.getOrDefault(today, "");
        if (old) {
            others.addAll(words(positional.replace("!", "")));
            positional = OLD_POSITIONAL.getOrDefault(today, "");
        }
        // With an old word, what is required may come under its old name too: who reads the layer knows these.
        boolean spoken = old || keywords.stream().anyMatch(words(NAMED.getOrDefault(today, ""))::contains);
        return signature(positional, others, spoken);
    }

    /** The keywords of an initializer, regularizer or constraint. */
    static Signature ofSetting(Symbol.Setting setting) {
        String positional = SETTINGS.getOrDefault(setting.kind(), Map.of()).getOrDefault(setting.name(), "seed");
        List<String> others = new ArrayList<>(List.of("dtype"));
        switch (setting.kind()) {
            case INITIALIZER -> {}
            case REGULARIZER -> others.add("l");
            case CONSTRAINT -> others.add("m");
        }
        if (positional.isEmpty()) {
            others.removeAll(OLD_SETTINGS);
        }
        return signature(positional, others, false);
    }

    private static Signature signature(String text, List<String> others, boolean old) {
        List<String> positional = new ArrayList<>();
        List<String> required = new ArrayList<>();
        for (String word : words(text)) {
            String name = word.replace("!", "");
            positional.add(name);
            if (word.endsWith("!") && !old) {
                required.add(name);
            }
        }
        return new Signature(positional, required, new LinkedHashSet<>(others));
    }

    private static String today(String className) {
        return SAME_AS.getOrDefault(className, className);
    }

    /** What the constructor of a class fills in by itself. */
    static Map<String, Object> defaults(String className) {
        return DEFAULTS.getOrDefault(today(className), Map.of());
    }

    private static List<String> words(String text) {
        return new ArrayList<>(
                Arrays.stream(text.split(" ")).filter(word -> !word.isEmpty()).toList());
    }
}
