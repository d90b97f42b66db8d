package dev.glimpse.nn.layer;

import dev.glimpse.nn.NnException;
import dev.glimpse.tensor.Seed;
import dev.glimpse.tensor.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Sets values to 0 at random while training, and raises the others so that their sum keeps its expectation.
 *
 * @param rate the share that is set to 0, from 0 to 1
 * @param noiseShape what is drawn for one sample, axis by axis: as many as the input has, or 1 for all together; open
 *     for as many as the input has. Empty draws for each value
 * @param seed fixes what is drawn; without one it follows from the seed of the training
 * @see <a href="https://keras.io/api/layers/regularization_layers/dropout/">Keras: Dropout</a>
 */
public record Dropout(LayerInfo info, double rate, List<OptionalInt> noiseShape, Optional<Seed> seed)
        implements KerasLayer<Dropout> {

    public Dropout {
        noiseShape = List.copyOf(noiseShape);
        Require.share("dropout", "a rate", rate);
        noiseShape.forEach(size -> size.ifPresent(known -> Require.positive("dropout", "sizes of the noise", known)));
    }

    @Override
    public Dropout with(LayerInfo newInfo) {
        return new Dropout(newInfo, rate, noiseShape, seed);
    }

    /** What is drawn for one sample: {@code noiseShape(1, 1, 1)} drops whole samples; Keras's {@code noise_shape}. */
    public Dropout noiseShape(int... sizes) {
        return new Dropout(
                info, rate, Arrays.stream(sizes).mapToObj(OptionalInt::of).toList(), seed);
    }

    /** A seed of its own; Keras's {@code seed}. */
    public Dropout seed(Seed newSeed) {
        return new Dropout(info, rate, noiseShape, Optional.of(newSeed));
    }

    /**
     * The shape of what is drawn for one sample of this shape.
     *
     * @throws NnException if the noise does not fit the sample
     */
    public Shape mask(Shape sample) {
        if (noiseShape.isEmpty()) {
            return sample;
        }
        int[] sizes = sample.toArray();
        boolean fits = noiseShape.size() == sizes.length;
        for (int axis = 0; fits && axis < sizes.length; axis++) {
            int size = noiseShape.get(axis).orElse(sizes[axis]);
            fits = size == 1 || size == sizes[axis];
            sizes[axis] = size;
        }
        if (!fits) {
            throw new NnException(label() + " draws noise of "
                    + noiseShape.stream()
                            .map(size -> size.isPresent() ? Integer.toString(size.getAsInt()) : "open")
                            .toList()
                    + ", which does not fit " + sample + ": each size is the sample's or 1");
        }
        return Shape.of(sizes);
    }
}
