package dev.glimpse.nn.layer;

import dev.glimpse.tensor.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * A factory for each layer, for static import.
 *
 * <p>A factory takes what Keras makes required; every other keyword is a method on the layer: {@code conv2d(32,
 * 3).same().relu().named("stem")}.
 */
public final class Layers {

    private static final Range PIXELS = new Range(0, 255);

    private Layers() {}

    /** Where samples of this shape enter; pictures are height, width, channels. */
    public static Input input(int... sizes) {
        return new Input(LayerInfo.DEFAULT, Shape.of(sizes));
    }

    /** Where samples of this shape enter. */
    public static Input input(Shape shape) {
        return new Input(LayerInfo.DEFAULT, shape);
    }

    /** Weighted sums of all inputs. */
    public static Dense dense(int units) {
        return new Dense(
                LayerInfo.DEFAULT, units, ActivationFunction.LINEAR, Parameter.KERNEL, Optional.of(Parameter.BIAS));
    }

    /** A convolution with a square kernel. */
    public static Conv2D conv2d(int filters, int kernelSize) {
        return conv2d(filters, Size2.square(kernelSize));
    }

    /** A convolution. */
    public static Conv2D conv2d(int filters, Size2 kernelSize) {
        return new Conv2D(
                LayerInfo.DEFAULT,
                filters,
                Window.kernel(kernelSize),
                1,
                ActivationFunction.LINEAR,
                Parameter.KERNEL,
                Optional.of(Parameter.BIAS));
    }

    /** A transposed convolution with a square kernel. */
    public static Conv2DTranspose conv2dTranspose(int filters, int kernelSize) {
        return conv2dTranspose(filters, Size2.square(kernelSize));
    }

    /** A transposed convolution. */
    public static Conv2DTranspose conv2dTranspose(int filters, Size2 kernelSize) {
        return new Conv2DTranspose(
                LayerInfo.DEFAULT,
                filters,
                Window.kernel(kernelSize),
                Optional.empty(),
                ActivationFunction.LINEAR,
                Parameter.KERNEL,
                Optional.of(Parameter.BIAS));
    }

    /** A convolution of each channel on its own, with a square kernel. */
    public static DepthwiseConv2D depthwiseConv2d(int kernelSize) {
        return depthwiseConv2d(Size2.square(kernelSize));
    }

    /** A convolution of each channel on its own. */
    public static DepthwiseConv2D depthwiseConv2d(Size2 kernelSize) {
        return new DepthwiseConv2D(
                LayerInfo.DEFAULT,
                Window.kernel(kernelSize),
                1,
                ActivationFunction.LINEAR,
                Parameter.KERNEL,
                Optional.of(Parameter.BIAS));
    }

    /** A depthwise convolution with a square kernel, then a 1×1 convolution. */
    public static SeparableConv2D separableConv2d(int filters, int kernelSize) {
        return separableConv2d(filters, Size2.square(kernelSize));
    }

    /** A depthwise convolution, then a 1×1 convolution. */
    public static SeparableConv2D separableConv2d(int filters, Size2 kernelSize) {
        return new SeparableConv2D(
                LayerInfo.DEFAULT,
                filters,
                Window.kernel(kernelSize),
                1,
                ActivationFunction.LINEAR,
                Parameter.KERNEL,
                Parameter.KERNEL,
                Optional.of(Parameter.BIAS));
    }

    /** The largest value of each 2×2 square, which is Keras's default. */
    public static MaxPooling2D maxPooling2d() {
        return maxPooling2d(2);
    }

    /** The largest value of each square. */
    public static MaxPooling2D maxPooling2d(int poolSize) {
        return maxPooling2d(Size2.square(poolSize));
    }

    /** The largest value of each rectangle. */
    public static MaxPooling2D maxPooling2d(Size2 poolSize) {
        return new MaxPooling2D(LayerInfo.DEFAULT, Window.pool(poolSize));
    }

    /** The mean of each square. */
    public static AveragePooling2D averagePooling2d(int poolSize) {
        return averagePooling2d(Size2.square(poolSize));
    }

    /** The mean of each rectangle. */
    public static AveragePooling2D averagePooling2d(Size2 poolSize) {
        return new AveragePooling2D(LayerInfo.DEFAULT, Window.pool(poolSize));
    }

    /** The mean of each channel. */
    public static GlobalAveragePooling2D globalAveragePooling2d() {
        return new GlobalAveragePooling2D(LayerInfo.DEFAULT, false);
    }

    /** The largest value of each channel. */
    public static GlobalMaxPooling2D globalMaxPooling2d() {
        return new GlobalMaxPooling2D(LayerInfo.DEFAULT, false);
    }

    /** All values in one row. */
    public static Flatten flatten() {
        return new Flatten(LayerInfo.DEFAULT);
    }

    /** The same values in another shape. */
    public static Reshape reshape(int... sizes) {
        return new Reshape(
                LayerInfo.DEFAULT,
                Arrays.stream(sizes).mapToObj(OptionalInt::of).toList());
    }

    /** The same values with their axes in another order: {@code permute(2, 1)} turns rows into columns. */
    public static Permute permute(int... dims) {
        return new Permute(LayerInfo.DEFAULT, Arrays.stream(dims).boxed().toList());
    }

    /** Sets a share of the values to 0 while training. */
    public static Dropout dropout(double rate) {
        return new Dropout(LayerInfo.DEFAULT, rate, List.of(), Optional.empty());
    }

    /** Sets a share of the channels to 0 while training. */
    public static SpatialDropout2D spatialDropout2d(double rate) {
        return new SpatialDropout2D(LayerInfo.DEFAULT, rate, Optional.empty());
    }

    /** Adds noise while training. */
    public static GaussianNoise gaussianNoise(double stddev) {
        return new GaussianNoise(LayerInfo.DEFAULT, stddev, Optional.empty());
    }

    /** Normalises each channel over the batch. */
    public static BatchNormalization batchNormalization() {
        return BatchNormalization.standard();
    }

    /** Normalises each sample along its last axis. */
    public static LayerNormalization layerNormalization() {
        return LayerNormalization.standard();
    }

    /** An activation function as a layer of its own. */
    public static Activation activation(ActivationFunction function) {
        return new Activation(LayerInfo.DEFAULT, function);
    }

    /** Keeps what is above 0. */
    public static ReLU relu() {
        return new ReLU(LayerInfo.DEFAULT, OptionalDouble.empty(), 0, 0);
    }

    /** Keeps what is above 0, and 0.3 of what is below. */
    public static LeakyReLU leakyRelu() {
        return new LeakyReLU(LayerInfo.DEFAULT, 0.3);
    }

    /** Keeps what is above 0, and a learned share of what is below. */
    public static PReLU prelu() {
        return new PReLU(LayerInfo.DEFAULT, Parameter.of(new Initializer.Zeros()), List.of());
    }

    /** Keeps what is above 0, and bends towards -1 below. */
    public static ELU elu() {
        return new ELU(LayerInfo.DEFAULT, 1);
    }

    /** Values above 0 that sum to 1 along the last axis. */
    public static Softmax softmax() {
        return new Softmax(LayerInfo.DEFAULT, List.of(-1));
    }

    /** Zeros around a picture, one row and column on each side, which is Keras's default. */
    public static ZeroPadding2D zeroPadding2d() {
        return zeroPadding2d(1);
    }

    /** Zeros around a picture, as many on each side. */
    public static ZeroPadding2D zeroPadding2d(int size) {
        return zeroPadding2d(Margins.all(size));
    }

    /** Zeros around a picture. */
    public static ZeroPadding2D zeroPadding2d(Margins padding) {
        return new ZeroPadding2D(LayerInfo.DEFAULT, padding);
    }

    /** A picture without this many rows and columns on each side. */
    public static Cropping2D cropping2d(int size) {
        return cropping2d(Margins.all(size));
    }

    /** A picture without some of its outer rows and columns. */
    public static Cropping2D cropping2d(Margins cropping) {
        return new Cropping2D(LayerInfo.DEFAULT, cropping);
    }

    /** A picture made twice as high and wide, which is Keras's default. */
    public static UpSampling2D upSampling2d() {
        return upSampling2d(2);
    }

    /** A picture made higher and wider by a whole factor. */
    public static UpSampling2D upSampling2d(int factor) {
        return upSampling2d(Size2.square(factor));
    }

    /** A picture made higher and wider by whole factors. */
    public static UpSampling2D upSampling2d(Size2 factors) {
        return new UpSampling2D(LayerInfo.DEFAULT, factors, Interpolation.NEAREST);
    }

    /** The sum of its inputs. */
    public static Add add() {
        return new Add(LayerInfo.DEFAULT);
    }

    /** The sum of these. */
    public static Node add(Node first, Node... others) {
        return merged(add(), first, others);
    }

    /** The first input less the second. */
    public static Subtract subtract() {
        return new Subtract(LayerInfo.DEFAULT);
    }

    /** The first less the second. */
    public static Node subtract(Node first, Node second) {
        return merged(subtract(), first, second);
    }

    /** The product of its inputs. */
    public static Multiply multiply() {
        return new Multiply(LayerInfo.DEFAULT);
    }

    /** The product of these. */
    public static Node multiply(Node first, Node... others) {
        return merged(multiply(), first, others);
    }

    /** The mean of its inputs. */
    public static Average average() {
        return new Average(LayerInfo.DEFAULT);
    }

    /** The mean of these. */
    public static Node average(Node first, Node... others) {
        return merged(average(), first, others);
    }

    /** The largest of its inputs. */
    public static Maximum maximum() {
        return new Maximum(LayerInfo.DEFAULT);
    }

    /** The largest of these. */
    public static Node maximum(Node first, Node... others) {
        return merged(maximum(), first, others);
    }

    /** The smallest of its inputs. */
    public static Minimum minimum() {
        return new Minimum(LayerInfo.DEFAULT);
    }

    /** The smallest of these. */
    public static Node minimum(Node first, Node... others) {
        return merged(minimum(), first, others);
    }

    /** Its inputs one after another along the last axis. */
    public static Concatenate concatenate() {
        return new Concatenate(LayerInfo.DEFAULT, -1);
    }

    /** These one after another along the last axis. */
    public static Node concatenate(Node first, Node... others) {
        return merged(concatenate(), first, others);
    }

    private static Node merged(Layer layer, Node first, Node... others) {
        Node[] all = new Node[others.length + 1];
        all[0] = first;
        System.arraycopy(others, 0, all, 1, others.length);
        return layer.on(all);
    }

    /** Values times a number, or each channel times its own. */
    public static Rescaling rescaling(double... scale) {
        return new Rescaling(LayerInfo.DEFAULT, Arrays.stream(scale).boxed().toList(), List.of(0.0));
    }

    /** Values shifted and scaled by statistics that are weights, one mean and variance a channel. */
    public static Normalization normalization() {
        return new Normalization(LayerInfo.DEFAULT, List.of(-1), Optional.empty(), Normalization.Direction.NORMALIZE);
    }

    /** Values shifted and scaled by these statistics, one mean and variance a channel, or one for all. */
    public static Normalization normalization(List<Double> mean, List<Double> variance) {
        return new Normalization(
                LayerInfo.DEFAULT,
                List.of(-1),
                Optional.of(new Normalization.Statistics(mean, variance)),
                Normalization.Direction.NORMALIZE);
    }

    /** A picture brought to a size. */
    public static Resizing resizing(int height, int width) {
        return Resizing.to(new Size2(height, width));
    }

    /** Pictures mirrored at random, both ways. */
    public static RandomFlip randomFlip() {
        return new RandomFlip(LayerInfo.DEFAULT, RandomFlip.Mode.HORIZONTAL_AND_VERTICAL, Optional.empty());
    }

    /** Pictures turned by up to this share of a full turn, either way. */
    public static RandomRotation randomRotation(double factor) {
        return randomRotation(Range.around(factor));
    }

    /** Pictures turned by a share of a full turn from this range; positive is counter-clockwise. */
    public static RandomRotation randomRotation(Range factor) {
        return new RandomRotation(LayerInfo.DEFAULT, factor, Fill.REFLECT, Interpolation.BILINEAR, Optional.empty());
    }

    /** Pictures zoomed by up to this share, in and out. */
    public static RandomZoom randomZoom(double factor) {
        return randomZoom(Range.around(factor));
    }

    /** Pictures zoomed by a share from this range; positive zooms out. */
    public static RandomZoom randomZoom(Range factor) {
        return new RandomZoom(
                LayerInfo.DEFAULT, factor, Optional.empty(), Fill.REFLECT, Interpolation.BILINEAR, Optional.empty());
    }

    /** Pictures moved by up to these shares of their height and width. */
    public static RandomTranslation randomTranslation(double heightFactor, double widthFactor) {
        return randomTranslation(Range.around(heightFactor), Range.around(widthFactor));
    }

    /** Pictures moved by shares of their height and width from these ranges. */
    public static RandomTranslation randomTranslation(Range heightFactor, Range widthFactor) {
        return new RandomTranslation(
                LayerInfo.DEFAULT, heightFactor, widthFactor, Fill.REFLECT, Interpolation.BILINEAR, Optional.empty());
    }

    /** Contrast times a factor from 1 to {@code 1 + factor}, which is what Keras makes of a single number. */
    public static RandomContrast randomContrast(double factor) {
        return randomContrast(new Range(0, factor));
    }

    /** Contrast times a factor from {@code 1 - lower} to {@code 1 + upper}. */
    public static RandomContrast randomContrast(Range factor) {
        return new RandomContrast(LayerInfo.DEFAULT, factor, PIXELS, Optional.empty());
    }

    /** Pictures made brighter or darker by up to this share of their value range. */
    public static RandomBrightness randomBrightness(double factor) {
        return randomBrightness(Range.around(factor));
    }

    /** Pictures made brighter by a share of their value range from this range. */
    public static RandomBrightness randomBrightness(Range factor) {
        return new RandomBrightness(LayerInfo.DEFAULT, factor, PIXELS, Optional.empty());
    }
}
