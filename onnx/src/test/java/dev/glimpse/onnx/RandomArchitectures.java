package dev.glimpse.onnx;

import static dev.glimpse.nn.layer.Layers.activation;
import static dev.glimpse.nn.layer.Layers.add;
import static dev.glimpse.nn.layer.Layers.average;
import static dev.glimpse.nn.layer.Layers.averagePooling2d;
import static dev.glimpse.nn.layer.Layers.batchNormalization;
import static dev.glimpse.nn.layer.Layers.concatenate;
import static dev.glimpse.nn.layer.Layers.conv2d;
import static dev.glimpse.nn.layer.Layers.conv2dTranspose;
import static dev.glimpse.nn.layer.Layers.cropping2d;
import static dev.glimpse.nn.layer.Layers.dense;
import static dev.glimpse.nn.layer.Layers.depthwiseConv2d;
import static dev.glimpse.nn.layer.Layers.dropout;
import static dev.glimpse.nn.layer.Layers.elu;
import static dev.glimpse.nn.layer.Layers.flatten;
import static dev.glimpse.nn.layer.Layers.globalAveragePooling2d;
import static dev.glimpse.nn.layer.Layers.globalMaxPooling2d;
import static dev.glimpse.nn.layer.Layers.input;
import static dev.glimpse.nn.layer.Layers.layerNormalization;
import static dev.glimpse.nn.layer.Layers.leakyRelu;
import static dev.glimpse.nn.layer.Layers.maxPooling2d;
import static dev.glimpse.nn.layer.Layers.maximum;
import static dev.glimpse.nn.layer.Layers.multiply;
import static dev.glimpse.nn.layer.Layers.permute;
import static dev.glimpse.nn.layer.Layers.prelu;
import static dev.glimpse.nn.layer.Layers.randomFlip;
import static dev.glimpse.nn.layer.Layers.relu;
import static dev.glimpse.nn.layer.Layers.rescaling;
import static dev.glimpse.nn.layer.Layers.reshape;
import static dev.glimpse.nn.layer.Layers.resizing;
import static dev.glimpse.nn.layer.Layers.separableConv2d;
import static dev.glimpse.nn.layer.Layers.softmax;
import static dev.glimpse.nn.layer.Layers.subtract;
import static dev.glimpse.nn.layer.Layers.upSampling2d;
import static dev.glimpse.nn.layer.Layers.zeroPadding2d;

import dev.glimpse.nn.layer.ActivationFunction;
import dev.glimpse.nn.layer.Architecture;
import dev.glimpse.nn.layer.Functional;
import dev.glimpse.nn.layer.Interpolation;
import dev.glimpse.nn.layer.Layer;
import dev.glimpse.nn.layer.Margins;
import dev.glimpse.nn.layer.Node;
import dev.glimpse.nn.layer.Sequential;
import dev.glimpse.nn.layer.Size2;
import dev.glimpse.tensor.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Architectures as nobody would draw them: layers of all kinds in any order, with branches, sharing and nesting. */
final class RandomArchitectures {

    private static final List<int[]> PERMUTATIONS = List.of(
            new int[] {1, 2, 3},
            new int[] {1, 3, 2},
            new int[] {2, 1, 3},
            new int[] {2, 3, 1},
            new int[] {3, 1, 2},
            new int[] {3, 2, 1});

    private final SplittableRandom random;
    private final List<Node> outputs = new ArrayList<>();

    private RandomArchitectures(long seed) {
        this.random = new SplittableRandom(seed);
    }

    static Architecture of(long seed) {
        return new RandomArchitectures(seed).draw();
    }

    private Architecture draw() {
        var picture = input(4 + next(5), 4 + next(5), 1 + next(4));
        Node x = picture;
        int layers = 3 + next(8);
        for (int i = 0; i < layers; i++) {
            x = grow(x);
            if (chance(8)) {
                outputs.add(x);
            }
        }
        outputs.add(end(x));
        return Functional.of(List.of(picture), outputs);
    }

    private Node grow(Node x) {
        return switch (next(10)) {
            case 0 -> merge(x);
            case 8 -> padded(x);
            case 9 -> permute(PERMUTATIONS.get(next(PERMUTATIONS.size()))).on(x);
            case 1 -> squeezeAndExcite(x);
            case 2 -> {
                Layer shared = Sequential.of(
                        input(x.shape()), conv2d(x.shape().size(2), 3).same().noBias(), batchNormalization(), relu());
                yield shared.on(shared.on(x));
            }
            case 3 -> batchNormalization().on(convolution(x.shape()).on(x));
            default -> layer(x.shape()).on(x);
        };
    }

    private Node padded(Node x) {
        Layer before = layerOfSameShape(x.shape());
        Node around =
                zeroPadding2d(new Margins(1 + next(2), next(2), 1 + next(2), 1)).on(before.on(x));
        Layer pool = chance(2) ? maxPooling2d(2) : averagePooling2d(2);
        return pool.on(around);
    }

    private Node merge(Node x) {
        Node one = layerOfSameShape(x.shape()).on(x);
        Node other = layerOfSameShape(x.shape()).on(x);
        return switch (next(6)) {
            case 0 -> add(one, other, x);
            case 1 -> subtract(one, other);
            case 2 -> average(x, one);
            case 3 -> maximum(one, other, x);
            case 4 -> concatenate().axis(1 + next(3)).on(one, other);
            default -> multiply(one, other);
        };
    }

    private Node squeezeAndExcite(Node x) {
        int channels = x.shape().size(2);
        Node squeezed = chance(2)
                ? globalAveragePooling2d().keepDims().on(x)
                : reshape(1, 1, channels).on(globalMaxPooling2d().on(x));
        return multiply(x, conv2d(channels, 1).sigmoid().on(squeezed));
    }

    private Layer convolution(Shape shape) {
        int channels = shape.size(2);
        int kernel = 1 + next(Math.min(3, Math.min(shape.size(0), shape.size(1))));
        return switch (next(6)) {
            case 0 -> conv2d(1 + next(5), kernel);
            case 1 ->
                conv2d(1 + next(5), new Size2(1 + next(3), 1 + next(4)))
                        .same()
                        .stride(1 + next(2))
                        .noBias();
            case 2 -> conv2d(channels * 2, 2).same().groups(channels).dilation(1 + next(2));
            case 3 ->
                depthwiseConv2d(kernel).depthMultiplier(1 + next(2)).same().stride(1 + next(2));
            case 4 ->
                separableConv2d(1 + next(4), kernel)
                        .depthMultiplier(1 + next(2))
                        .same();
            default ->
                conv2dTranspose(1 + next(3), 1 + next(3)).stride(1 + next(2)).same();
        };
    }

    private Layer layer(Shape shape) {
        int height = shape.size(0);
        int width = shape.size(1);
        boolean small = height * width > 200;
        return switch (next(10)) {
            case 0, 1 -> convolution(shape);
            case 2 -> maxPooling2d(2).same().stride(1 + next(3));
            case 3 -> averagePooling2d(3).same().stride(1 + next(2));
            case 4 -> zeroPadding2d(new Margins(next(2), next(3), next(2), next(2)));
            case 5 -> height > 2 && width > 2 ? cropping2d(new Margins(1, 0, next(2), 0)) : relu();
            case 6 ->
                small
                        ? maxPooling2d(3)
                        : upSampling2d(new Size2(1 + next(2), 2)).interpolation(interpolation());
            case 7 -> resizing(2 + next(7), 2 + next(7)).interpolation(interpolation());
            case 8 -> resizing(3 + next(5), 3 + next(5)).cropped();
            default -> layerOfSameShape(shape);
        };
    }

    private Layer layerOfSameShape(Shape shape) {
        int channels = shape.size(2);
        return switch (next(15)) {
            case 0 -> batchNormalization();
            case 1 -> batchNormalization().axis(1 + next(3));
            case 2 -> layerNormalization();
            case 3 -> layerNormalization().axes(1, 3);
            case 4 -> prelu();
            case 5 -> prelu().shared(1, 2);
            case 6 -> softmax().axes(1 + next(3));
            case 7 -> activation(function());
            case 8 -> relu().maxValue(0.5).negativeSlope(0.1).threshold(0.2);
            case 9 -> leakyRelu();
            case 10 -> elu();
            case 11 -> rescaling(new double[channels]).offset(0.25);
            case 12 -> dropout(0.5);
            case 13 -> randomFlip();
            default -> conv2d(channels, 3).same().activation(function());
        };
    }

    private Node end(Node x) {
        int channels = x.shape().size(2);
        return switch (next(5)) {
            case 0 -> dense(3).softmax().on(flatten().on(x));
            case 1 ->
                batchNormalization()
                        .on(dense(4).noBias()
                                .on(dropout(0.1).on(relu().on(flatten().on(x)))));
            case 2 -> dense(2).on(batchNormalization().on(flatten().on(x)));
            case 3 -> softmax().on(reshape(channels, 1).open(1).on(x));
            default -> globalAveragePooling2d().on(x);
        };
    }

    private Interpolation interpolation() {
        return one(Interpolation.values());
    }

    private ActivationFunction function() {
        return one(ActivationFunction.values());
    }

    private <T> T one(T[] values) {
        return values[next(values.length)];
    }

    private int next(int bound) {
        return random.nextInt(bound);
    }

    private boolean chance(int oneIn) {
        return next(oneIn) == 0;
    }
}
