package dev.glimpse.onnx;

import dev.glimpse.nn.layer.Activation;
import dev.glimpse.nn.layer.AveragePooling2D;
import dev.glimpse.nn.layer.BatchNormalization;
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
import dev.glimpse.nn.layer.Input;
import dev.glimpse.nn.layer.KerasLayer;
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
import java.util.List;

/** What each layer of the family is in ONNX: the switch from data to nodes. */
final class LayerNodes {

    private LayerNodes() {}

    static Value of(KerasLayer<?> layer, List<Value> inputs, Place place) {
        Value x = inputs.getFirst();
        return switch (layer) {
            case Input _, Dropout _, SpatialDropout2D _, GaussianNoise _, RandomLayer<?> _ -> x;
            case MergeLayer<?> merge -> MergeNodes.of(merge, inputs, place);
            case Dense dense -> ConvolutionNodes.of(dense, x, place);
            case Conv2D conv -> ConvolutionNodes.of(conv, x, place);
            case Conv2DTranspose conv -> ConvolutionNodes.of(conv, x, place);
            case DepthwiseConv2D conv -> ConvolutionNodes.of(conv, x, place);
            case SeparableConv2D conv -> ConvolutionNodes.of(conv, x, place);
            case MaxPooling2D pooling -> PoolingNodes.of(pooling, x, place);
            case AveragePooling2D pooling -> PoolingNodes.of(pooling, x, place);
            case GlobalAveragePooling2D pooling -> PoolingNodes.of(pooling, x, place);
            case GlobalMaxPooling2D pooling -> PoolingNodes.of(pooling, x, place);
            case Flatten flatten -> ShapeNodes.of(flatten, x, place);
            case Reshape reshape -> ShapeNodes.of(reshape, x, place);
            case Permute permute -> ShapeNodes.of(permute, x, place);
            case ZeroPadding2D padding -> ShapeNodes.of(padding, x, place);
            case Cropping2D cropping -> ShapeNodes.of(cropping, x, place);
            case BatchNormalization normalization -> NormalizationNodes.of(normalization, x, place);
            case LayerNormalization normalization -> NormalizationNodes.of(normalization, x, place);
            case Normalization normalization -> NormalizationNodes.of(normalization, x, place);
            case Rescaling rescaling -> NormalizationNodes.of(rescaling, x, place);
            case Activation activation -> ActivationNodes.of(activation.function(), x, place);
            case ReLU relu -> ActivationNodes.of(relu, x, place);
            case LeakyReLU leaky -> ActivationNodes.of(leaky, x, place);
            case PReLU prelu -> ActivationNodes.of(prelu, x, place);
            case ELU elu -> ActivationNodes.of(elu, x, place);
            case Softmax softmax -> ActivationNodes.of(softmax, x, place);
            case UpSampling2D upSampling -> ResizingNodes.of(upSampling, x, place);
            case Resizing resizing -> ResizingNodes.of(resizing, x, place);
        };
    }
}
