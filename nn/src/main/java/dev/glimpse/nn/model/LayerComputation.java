package dev.glimpse.nn.model;

import dev.glimpse.nn.NnException;
import dev.glimpse.nn.layer.Activation;
import dev.glimpse.nn.layer.Architecture;
import dev.glimpse.nn.layer.AveragePooling2D;
import dev.glimpse.nn.layer.BatchNormalization;
import dev.glimpse.nn.layer.Conv2D;
import dev.glimpse.nn.layer.Conv2DTranspose;
import dev.glimpse.nn.layer.Cropping2D;
import dev.glimpse.nn.layer.CustomLayer;
import dev.glimpse.nn.layer.Dense;
import dev.glimpse.nn.layer.DepthwiseConv2D;
import dev.glimpse.nn.layer.Dropout;
import dev.glimpse.nn.layer.ELU;
import dev.glimpse.nn.layer.Flatten;
import dev.glimpse.nn.layer.GaussianNoise;
import dev.glimpse.nn.layer.GlobalAveragePooling2D;
import dev.glimpse.nn.layer.GlobalMaxPooling2D;
import dev.glimpse.nn.layer.Input;
import dev.glimpse.nn.layer.KerasLayer;
import dev.glimpse.nn.layer.Layer;
import dev.glimpse.nn.layer.LayerNormalization;
import dev.glimpse.nn.layer.LeakyReLU;
import dev.glimpse.nn.layer.MaxPooling2D;
import dev.glimpse.nn.layer.MergeLayer;
import dev.glimpse.nn.layer.Normalization;
import dev.glimpse.nn.layer.PReLU;
import dev.glimpse.nn.layer.Permute;
import dev.glimpse.nn.layer.RandomLayer;
import dev.glimpse.nn.layer.ReLU;
import dev.glimpse.nn.layer.Rescaling;
import dev.glimpse.nn.layer.Reshape;
import dev.glimpse.nn.layer.Resizing;
import dev.glimpse.nn.layer.SeparableConv2D;
import dev.glimpse.nn.layer.Softmax;
import dev.glimpse.nn.layer.SpatialDropout2D;
import dev.glimpse.nn.layer.UpSampling2D;
import dev.glimpse.nn.layer.ZeroPadding2D;
import dev.glimpse.tensor.Activations;
import dev.glimpse.tensor.Axes;
import dev.glimpse.tensor.Linear;
import dev.glimpse.tensor.Tensor;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** What each layer of the family computes: the switch from data to tensors. */
final class LayerComputation {

    private LayerComputation() {}

    /** The output of a layer that is not an architecture; an input itself where the layer changes nothing. */
    static Tensor compute(Layer layer, List<Tensor> inputs, LayerCall call) {
        return switch (layer) {
            case KerasLayer<?> known -> compute(known, inputs, call);
            case ExecutableLayer custom -> custom.compute(inputs, call);
            case CustomLayer custom ->
                throw new NnException("the custom layer \"" + call.path() + "\" (" + custom.className()
                        + ") says what it is but not how it computes: let it implement ExecutableLayer");
            case Architecture _ -> throw new IllegalArgumentException("an architecture is walked, not computed");
        };
    }

    private static Tensor compute(KerasLayer<?> layer, List<Tensor> inputs, LayerCall call) {
        Tensor x = inputs.getFirst();
        return switch (layer) {
            case Input _ -> x;
            case MergeLayer<?> merge -> Merges.compute(merge, inputs);
            case Dense dense -> dense(dense, x, call);
            case Conv2D conv -> ConvolutionLayers.compute(conv, x, call);
            case Conv2DTranspose conv -> ConvolutionLayers.compute(conv, x, call);
            case DepthwiseConv2D conv -> ConvolutionLayers.compute(conv, x, call);
            case SeparableConv2D conv -> ConvolutionLayers.compute(conv, x, call);
            case MaxPooling2D pooling -> PoolingLayers.compute(pooling, x);
            case AveragePooling2D pooling -> PoolingLayers.compute(pooling, x);
            case GlobalAveragePooling2D global -> x.mean(global.keepsDims() ? Axes.kept(1, 2) : Axes.of(1, 2));
            case GlobalMaxPooling2D global -> x.max(global.keepsDims() ? Axes.kept(1, 2) : Axes.of(1, 2));
            case Flatten _ -> x.rank() == 1 ? x.unsqueeze(1) : x.flatten(1);
            case Reshape reshape ->
                x.reshape(reshape.outputShape(x.shape().drop(1)).prepend(x.size(0)));
            case Permute permute -> x.permute(permuted(permute));
            case Dropout dropout -> NoiseLayers.dropout(dropout, x, call);
            case SpatialDropout2D dropout -> NoiseLayers.spatialDropout(x, dropout.rate(), dropout.seed(), call);
            case GaussianNoise noise -> NoiseLayers.gaussian(x, noise.stddev(), noise.seed(), call);
            case BatchNormalization normalization -> NormalizationLayers.compute(normalization, x, call);
            case LayerNormalization normalization -> NormalizationLayers.compute(normalization, x, call);
            case Normalization normalization -> NormalizationLayers.compute(normalization, x, call);
            case Activation activation -> ActivationFunctions.apply(activation.function(), x);
            case ReLU relu -> relu(relu, x);
            case LeakyReLU leaky -> Activations.leakyRelu(x, leaky.negativeSlope());
            case PReLU _ -> {
                Tensor alpha = call.weight("alpha");
                yield Activations.relu(x).sub(Activations.relu(x.neg()).mul(alpha));
            }
            case ELU elu -> Activations.elu(x, elu.alpha());
            case Softmax softmax -> softmax(softmax, x);
            case ZeroPadding2D padding -> {
                var margins = padding.padding();
                yield x.pad(0, 0, 0, margins.top(), margins.bottom(), margins.left(), margins.right());
            }
            case Cropping2D cropping -> {
                var margins = cropping.cropping();
                yield x.narrow(1, margins.top(), x.size(1) - margins.top() - margins.bottom())
                        .narrow(2, margins.left(), x.size(2) - margins.left() - margins.right());
            }
            case UpSampling2D upSampling -> ResizingLayers.compute(upSampling, x);
            case Resizing resizing -> ResizingLayers.compute(resizing, x);
            case Rescaling rescaling -> NormalizationLayers.compute(rescaling, x);
            case RandomLayer<?> random -> RandomLayers.compute(random, x, call);
        };
    }

    /** The axes with that of the batch, which stays the first. */
    private static int[] permuted(Permute permute) {
        return IntStream.concat(IntStream.of(0), permute.dims().stream().mapToInt(Integer::intValue))
                .toArray();
    }

    private static Tensor dense(Dense dense, Tensor x, LayerCall call) {
        Tensor kernel = call.weight("kernel");
        Optional<Tensor> bias = call.findWeight("bias");
        Tensor sums =
                switch (x.rank()) {
                    case 2 -> bias.map(b -> Linear.addmm(x, kernel, b)).orElseGet(() -> x.matmul(kernel));
                    default -> bias.map(b -> x.matmul(kernel).add(b)).orElseGet(() -> x.matmul(kernel));
                };
        return ActivationFunctions.apply(dense.activation(), sums);
    }

    private static Tensor relu(ReLU relu, Tensor x) {
        Tensor result;
        if (relu.threshold() == 0) {
            result = relu.negativeSlope() == 0 ? Activations.relu(x) : Activations.leakyRelu(x, relu.negativeSlope());
        } else {
            Tensor above = x.maskedFill(x.atMostAs(relu.threshold()), 0);
            result = relu.negativeSlope() == 0
                    ? above
                    : above.sub(Activations.relu(x.subFrom(relu.threshold())).mul(relu.negativeSlope()));
        }
        return relu.maxValue().isPresent() ? result.atMost(relu.maxValue().getAsDouble()) : result;
    }

    private static Tensor softmax(Softmax softmax, Tensor x) {
        List<Integer> axes = softmax.axes();
        if (axes.size() == 1) {
            return Activations.softmax(x, axes.getFirst());
        }
        int[] several = axes.stream().mapToInt(Integer::intValue).toArray();
        return x.sub(x.logSumExp(Axes.kept(several))).exp();
    }
}
