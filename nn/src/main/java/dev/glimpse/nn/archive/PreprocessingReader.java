package dev.glimpse.nn.archive;

import dev.glimpse.nn.NnException;
import dev.glimpse.nn.layer.Fill;
import dev.glimpse.nn.layer.FillMode;
import dev.glimpse.nn.layer.Interpolation;
import dev.glimpse.nn.layer.KerasLayer;
import dev.glimpse.nn.layer.LayerInfo;
import dev.glimpse.nn.layer.Normalization;
import dev.glimpse.nn.layer.RandomBrightness;
import dev.glimpse.nn.layer.RandomContrast;
import dev.glimpse.nn.layer.RandomFlip;
import dev.glimpse.nn.layer.RandomRotation;
import dev.glimpse.nn.layer.RandomTranslation;
import dev.glimpse.nn.layer.RandomZoom;
import dev.glimpse.nn.layer.Range;
import dev.glimpse.nn.layer.Rescaling;
import dev.glimpse.nn.layer.Resizing;
import dev.glimpse.nn.layer.Size2;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Layers that prepare or disturb pictures, from the {@code config} objects that Keras writes for them. */
final class PreprocessingReader {

    private static final Set<String> RECURRENT = Set.of(
            "LSTM",
            "GRU",
            "SimpleRNN",
            "RNN",
            "CuDNNLSTM",
            "CuDNNGRU",
            "ConvLSTM1D",
            "ConvLSTM2D",
            "ConvLSTM3D",
            "Bidirectional",
            "TimeDistributed");

    private final LayerConfig config;
    private final LayerInfo info;

    private PreprocessingReader(LayerConfig config, LayerInfo info) {
        this.config = config;
        this.info = info;
    }

    /**
     * The layer of a class with these settings.
     *
     * @throws NnException if it is none of these layers either
     */
    static KerasLayer<?> read(String className, LayerConfig config, LayerInfo info) {
        return new PreprocessingReader(config, info).layer(className);
    }

    private KerasLayer<?> layer(String className) {
        return switch (className) {
            case "Rescaling" ->
                new Rescaling(
                        info, config.numbers("scale"), config.has("offset") ? config.numbers("offset") : List.of(0.0));
            case "Normalization" -> normalization();
            case "Resizing" -> resizing();
            case "RandomFlip" ->
                new RandomFlip(
                        onPictures(),
                        config.choice("mode", RandomFlip.Mode.class, RandomFlip.Mode.HORIZONTAL_AND_VERTICAL),
                        config.seed());
            case "RandomRotation" ->
                new RandomRotation(
                        onPictures(), range("factor"), fill(FillMode.REFLECT), interpolation(), config.seed());
            case "RandomZoom" ->
                new RandomZoom(
                        onPictures(),
                        range("height_factor"),
                        config.has("width_factor") ? Optional.of(range("width_factor")) : Optional.empty(),
                        fill(FillMode.REFLECT),
                        interpolation(),
                        config.seed());
            case "RandomTranslation" ->
                new RandomTranslation(
                        onPictures(),
                        range("height_factor"),
                        range("width_factor"),
                        fill(FillMode.REFLECT),
                        interpolation(),
                        config.seed());
            case "RandomContrast" -> new RandomContrast(onPictures(), contrast(), valueRange(), config.seed());
            case "RandomBrightness" -> new RandomBrightness(onPictures(), range("factor"), valueRange(), config.seed());
            default -> throw new NnException(config.label() + why(className));
        };
    }

    private static String why(String className) {
        if (RECURRENT.contains(className)) {
            return " is recurrent: Glimpse has layers for pictures and for rows of features, and none with a memory";
        }
        if (className.endsWith("1D") || className.endsWith("3D")) {
            return " works on sequences or volumes: Glimpse has layers for pictures and for rows of features";
        }
        return " is of a class that Glimpse does not know: use layers of Keras that it has, or register it as a custom"
                + " layer";
    }

    private LayerInfo onPictures() {
        config.onPictures();
        return info;
    }

    private Interpolation interpolation() {
        return config.choice("interpolation", Interpolation.class, Interpolation.BILINEAR);
    }

    private Fill fill(FillMode otherwise) {
        return new Fill(config.choice("fill_mode", FillMode.class, otherwise), config.number("fill_value", 0));
    }

    private Normalization normalization() {
        boolean given = config.has("mean");
        return new Normalization(
                info,
                config.has("axis") ? config.integers("axis") : List.of(),
                given
                        ? Optional.of(new Normalization.Statistics(config.numbers("mean"), config.numbers("variance")))
                        : Optional.empty(),
                config.flag("invert", false) ? Normalization.Direction.DENORMALIZE : Normalization.Direction.NORMALIZE);
    }

    private Resizing resizing() {
        Resizing.Fit fit = Resizing.Fit.STRETCH;
        if (config.flag("crop_to_aspect_ratio", false)) {
            fit = Resizing.Fit.CROP;
        }
        if (config.flag("pad_to_aspect_ratio", false)) {
            fit = Resizing.Fit.PAD;
        }
        return new Resizing(
                onPictures(),
                new Size2(config.integer("height"), config.integer("width")),
                interpolation(),
                fit,
                fill(FillMode.CONSTANT),
                config.flag("antialias", false) ? Resizing.Sampling.ANTIALIASED : Resizing.Sampling.POINT);
    }

    /** A factor: one number for both ways, or two. */
    private Range range(String key) {
        List<Double> ends = config.numbers(key);
        return switch (ends.size()) {
            case 1 -> Range.around(ends.getFirst());
            case 2 -> new Range(Math.min(ends.get(0), ends.get(1)), Math.max(ends.get(0), ends.get(1)));
            default -> throw config.wrong(key, "one number or two");
        };
    }

    private Range contrast() {
        List<Double> ends = config.numbers("factor");
        return ends.size() == 1 ? new Range(0, ends.getFirst()) : range("factor");
    }

    private Range valueRange() {
        return config.has("value_range") ? range("value_range") : new Range(0, 255);
    }
}
