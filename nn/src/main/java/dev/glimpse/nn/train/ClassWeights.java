package dev.glimpse.nn.train;

import dev.glimpse.nn.NnException;
import dev.glimpse.tensor.batch.Batch;
import dev.glimpse.tensor.batch.NdArray;
import java.util.Optional;

/** How much the samples of each class count in the loss. */
final class ClassWeights {

    private ClassWeights() {}

    /**
     * A batch whose samples' weights are multiplied by those of their classes.
     *
     * @param weights one number per class
     * @throws NnException if the batch's only target is neither one-hot rows nor class indices of as many classes
     */
    static Batch apply(Batch batch, float[] weights) {
        if (batch.targets().size() != 1) {
            throw new NnException("class weights need a model with one output, this one has "
                    + batch.targets().size());
        }
        NdArray target = batch.targets().getFirst();
        float[] values = target.toFloats();
        int width = values.length / Math.max(1, batch.size());
        if (width != 1 && width != weights.length) {
            throw new NnException(
                    "there are " + width + " classes and need to be as many class weights, got " + weights.length);
        }
        float[] product = new float[batch.size()];
        for (int i = 0; i < product.length; i++) {
            int label = width == 1 ? Math.round(values[i]) : argmax(values, i * width, width);
            if (label < 0 || label >= weights.length) {
                throw new NnException(
                        "there is no class weight for class " + label + ", only for " + weights.length + " classes");
            }
            product[i] = weights[label]
                    * (batch.weights().isPresent() ? batch.weights().get()[i] : 1);
        }
        return new Batch(batch.inputs(), batch.targets(), Optional.of(product), batch.items());
    }

    private static int argmax(float[] values, int start, int count) {
        int best = 0;
        for (int i = 1; i < count; i++) {
            if (values[start + i] > values[start + best]) {
                best = i;
            }
        }
        return best;
    }
}
