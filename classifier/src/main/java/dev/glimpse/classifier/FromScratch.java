package dev.glimpse.classifier;

import dev.glimpse.classifier.architecture.KnownArchitecture;
import dev.glimpse.data.Dataset;
import dev.glimpse.data.item.Item;
import dev.glimpse.data.item.Split;
import dev.glimpse.image.ImageException;
import dev.glimpse.image.Picture;
import dev.glimpse.image.Resize;
import dev.glimpse.nn.layer.Architecture;
import dev.glimpse.tensor.Shape;
import dev.glimpse.zoo.pixel.PixelLayers;
import java.util.Optional;

/**
 * A network is taught from its first random weights on.
 *
 * {@snippet :
 * var recipe = FromScratch.of(KnownArchitecture.SMALL_CNN).epochs(30).augmentation(Augmentation.parse("flip,rotate=10"));
 * }
 *
 * @param source where the layers come from
 * @param fit what becomes of pictures whose proportions are not those of the input
 * @param learning how it is taught
 */
public record FromScratch(Source source, Resize.Fit fit, Learning learning) implements NetworkRecipe<FromScratch> {

    /** Where the layers come from. */
    public sealed interface Source {

        /** An architecture with a name, for pictures of its usual shape unless another one is given. */
        record Known(KnownArchitecture architecture, Optional<Shape> input) implements Source {}

        /** Layers as they are, for pictures of the shape of their input. */
        record Given(Architecture architecture) implements Source {}
    }

    /** An architecture with a name, for pictures of its usual shape. */
    public static FromScratch of(KnownArchitecture architecture) {
        return of(new Source.Known(architecture, Optional.empty()));
    }

    /** An architecture with a name, for pictures of this shape: height, width, channels. */
    public static FromScratch of(KnownArchitecture architecture, Shape input) {
        return of(new Source.Known(architecture, Optional.of(input)));
    }

    /** Layers of your own, which end in one output a class. */
    public static FromScratch of(Architecture architecture) {
        return of(new Source.Given(architecture));
    }

    private static FromScratch of(Source source) {
        return new FromScratch(source, Resize.Fit.SQUASH, Learning.usual());
    }

    /** What suits the pictures of a dataset: digits have a network of their own, everything else is taken for photographs. */
    public static KnownArchitecture suitable(Dataset dataset) {
        Optional<Item> first = dataset.items(Split.TRAIN).findFirst();
        if (first.isPresent()) {
            try {
                Picture picture = dataset.picture(first.get());
                if (picture.height() == 28 && picture.width() == 28 && picture.channels() == 1) {
                    return KnownArchitecture.MNIST_CNN;
                }
            } catch (ImageException _) {
                // The one that cannot be read says nothing about the others.
            }
        }
        return KnownArchitecture.SMALL_CNN;
    }

    @Override
    public String word() {
        return "from-scratch";
    }

    @Override
    public FromScratch with(Learning newLearning) {
        return new FromScratch(source, fit, newLearning);
    }

    /** What becomes of pictures whose proportions are not those of the input; they are squashed unless told. */
    public FromScratch fit(Resize.Fit newFit) {
        return new FromScratch(source, newFit, learning);
    }

    /** The layers for so many classes, with a layer in front that scales pixels to 0..1 unless they have one that scales. */
    Architecture architecture(int classes) {
        Architecture layers =
                switch (source) {
                    case Source.Known(KnownArchitecture known, Optional<Shape> input) ->
                        known.of(input.orElse(known.usualInput()), classes);
                    case Source.Given(Architecture given) -> given;
                };
        return PixelLayers.scaling(Outputs.checked(layers, classes));
    }
}
