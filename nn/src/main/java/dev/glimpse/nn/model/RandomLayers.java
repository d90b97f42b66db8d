package dev.glimpse.nn.model;

import dev.glimpse.nn.layer.RandomBrightness;
import dev.glimpse.nn.layer.RandomContrast;
import dev.glimpse.nn.layer.RandomFlip;
import dev.glimpse.nn.layer.RandomLayer;
import dev.glimpse.nn.layer.RandomRotation;
import dev.glimpse.nn.layer.RandomTranslation;
import dev.glimpse.nn.layer.RandomZoom;
import dev.glimpse.nn.layer.Range;
import dev.glimpse.nn.model.Purpose.Training;
import dev.glimpse.nn.model.Warp.Affine;
import dev.glimpse.tensor.Axes;
import dev.glimpse.tensor.Seed;
import dev.glimpse.tensor.Shape;
import dev.glimpse.tensor.Tensor;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * Layers that change pictures at random while training.
 *
 * <p>What happens to a picture is drawn from the epoch's seed, the picture and the layer, and from nothing else.
 */
final class RandomLayers {

    private RandomLayers() {}

    static Tensor compute(RandomLayer<?> layer, Tensor x, LayerCall call) {
        return switch (call.purpose()) {
            case Purpose.Predicting() -> x;
            case Training training -> compute(layer, x, new Draw(training, call));
        };
    }

    private static Tensor compute(RandomLayer<?> layer, Tensor x, Draw draw) {
        int height = x.size(1);
        int width = x.size(2);
        return switch (layer) {
            case RandomFlip flip -> flip(flip, x, draw);
            case RandomRotation rotation ->
                Warp.apply(
                        x,
                        draw.maps(
                                rotation.seed(),
                                random -> Affine.rotation(
                                        2 * Math.PI * between(rotation.factor(), random), height, width)),
                        rotation.fill(),
                        rotation.interpolation());
            case RandomZoom zoom ->
                Warp.apply(
                        x,
                        draw.maps(zoom.seed(), random -> {
                            double vertical = 1 + between(zoom.heightFactor(), random);
                            double horizontal = zoom.widthFactor()
                                    .map(factor -> 1 + between(factor, random))
                                    .orElse(vertical);
                            return Affine.zoom(vertical, horizontal, height, width);
                        }),
                        zoom.fill(),
                        zoom.interpolation());
            case RandomTranslation translation ->
                Warp.apply(
                        x,
                        draw.maps(
                                translation.seed(),
                                random -> Affine.translation(
                                        height * between(translation.heightFactor(), random),
                                        width * between(translation.widthFactor(), random))),
                        translation.fill(),
                        translation.interpolation());
            case RandomContrast contrast -> contrast(contrast, x, draw);
            case RandomBrightness brightness -> {
                Range values = brightness.valueRange();
                double span = values.upper() - values.lower();
                Tensor delta =
                        draw.numbers(brightness.seed(), x, random -> span * between(brightness.factor(), random));
                yield x.add(delta).clamp(values.lower(), values.upper());
            }
        };
    }

    private static Tensor flip(RandomFlip flip, Tensor x, Draw draw) {
        Tensor result = x;
        if (flip.mode() != RandomFlip.Mode.VERTICAL) {
            Tensor chosen = draw.numbers(flip.seed().map(seed -> seed.derive("horizontal")), x, coin("horizontal"));
            result = chosen.greaterThan(0).where(result.flip(2), result);
        }
        if (flip.mode() != RandomFlip.Mode.HORIZONTAL) {
            Tensor chosen = draw.numbers(flip.seed().map(seed -> seed.derive("vertical")), x, coin("vertical"));
            result = chosen.greaterThan(0).where(result.flip(1), result);
        }
        return result;
    }

    private static ToDoubleFunction<SplittableRandom> coin(String direction) {
        return random -> Seed.of(random.nextLong()).derive(direction).random().nextBoolean() ? 1 : 0;
    }

    private static Tensor contrast(RandomContrast contrast, Tensor x, Draw draw) {
        Range factor = contrast.factor();
        Tensor drawn = draw.numbers(
                contrast.seed(), x, random -> between(new Range(1 - factor.lower(), 1 + factor.upper()), random));
        return adjustContrast(x, drawn, contrast.valueRange());
    }

    /** Each picture's distance from its mean, channel by channel, times its factor. */
    static Tensor adjustContrast(Tensor x, Tensor factors, Range values) {
        Tensor mean = x.mean(Axes.kept(1, 2));
        return x.sub(mean).mul(factors).add(mean).clamp(values.lower(), values.upper());
    }

    private static double between(Range range, SplittableRandom random) {
        return range.lower() + (range.upper() - range.lower()) * random.nextDouble();
    }

    /** Draws for each sample of a batch. */
    private record Draw(Training training, LayerCall call) {

        Affine[] maps(Optional<Seed> own, Function<SplittableRandom, Affine> map) {
            Affine[] maps = new Affine[training.items().length];
            for (int i = 0; i < maps.length; i++) {
                maps[i] = map.apply(call.seed(training, own, i).random());
            }
            return maps;
        }

        /** One number a sample, as [samples, 1, 1, 1]. */
        Tensor numbers(Optional<Seed> own, Tensor like, ToDoubleFunction<SplittableRandom> number) {
            double[] numbers = new double[training.items().length];
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = number.applyAsDouble(call.seed(training, own, i).random());
            }
            return Tensor.of(numbers, Shape.of(numbers.length, 1, 1, 1)).cast(like.dtype());
        }
    }
}
