package dev.glimpse.nn.script;

import static dev.glimpse.nn.layer.Layers.activation;
import static dev.glimpse.nn.layer.Layers.averagePooling2d;
import static dev.glimpse.nn.layer.Layers.batchNormalization;
import static dev.glimpse.nn.layer.Layers.conv2d;
import static dev.glimpse.nn.layer.Layers.conv2dTranspose;
import static dev.glimpse.nn.layer.Layers.cropping2d;
import static dev.glimpse.nn.layer.Layers.dense;
import static dev.glimpse.nn.layer.Layers.depthwiseConv2d;
import static dev.glimpse.nn.layer.Layers.dropout;
import static dev.glimpse.nn.layer.Layers.elu;
import static dev.glimpse.nn.layer.Layers.flatten;
import static dev.glimpse.nn.layer.Layers.gaussianNoise;
import static dev.glimpse.nn.layer.Layers.globalAveragePooling2d;
import static dev.glimpse.nn.layer.Layers.globalMaxPooling2d;
import static dev.glimpse.nn.layer.Layers.input;
import static dev.glimpse.nn.layer.Layers.layerNormalization;
import static dev.glimpse.nn.layer.Layers.leakyRelu;
import static dev.glimpse.nn.layer.Layers.maxPooling2d;
import static dev.glimpse.nn.layer.Layers.normalization;
import static dev.glimpse.nn.layer.Layers.prelu;
import static dev.glimpse.nn.layer.Layers.randomFlip;
import static dev.glimpse.nn.layer.Layers.randomRotation;
import static dev.glimpse.nn.layer.Layers.randomTranslation;
import static dev.glimpse.nn.layer.Layers.randomZoom;
import static dev.glimpse.nn.layer.Layers.relu;
import static dev.glimpse.nn.layer.Layers.rescaling;
import static dev.glimpse.nn.layer.Layers.reshape;
import static dev.glimpse.nn.layer.Layers.resizing;
import static dev.glimpse.nn.layer.Layers.separableConv2d;
import static dev.glimpse.nn.layer.Layers.softmax;
import static dev.glimpse.nn.layer.Layers.spatialDropout2d;
import static dev.glimpse.nn.layer.Layers.upSampling2d;
import static dev.glimpse.nn.layer.Layers.zeroPadding2d;
import static org.assertj.core.api.Assertions.assertThat;

import dev.glimpse.nn.layer.ActivationFunction;
import dev.glimpse.nn.layer.Initializer;
import dev.glimpse.nn.layer.Layer;
import dev.glimpse.nn.layer.Margins;
import dev.glimpse.nn.layer.Range;
import dev.glimpse.nn.layer.Regularizer;
import dev.glimpse.nn.layer.Sequential;
import dev.glimpse.nn.layer.Size2;
import dev.glimpse.tensor.Seed;
import dev.glimpse.tensor.Shape;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Layers in the words of Keras 1, 2 and 3, with values by name and by place, are the layers that are meant. */
class LayerTextTest {

    static Stream<Arguments> spellings() {
        return Stream.of(
                Arguments.of("Conv2D(32, 3)", conv2d(32, 3)),
                Arguments.of("Conv2D(32, (3, 5))", conv2d(32, new Size2(3, 5))),
                Arguments.of("Conv2D(32, [3, 5])", conv2d(32, new Size2(3, 5))),
                Arguments.of(
                        "Conv2D(32, (3, 3), (2, 2), 'same')",
                        conv2d(32, 3).stride(2).same()),
                Arguments.of("Conv2D(32, 3, 3)", conv2d(32, 3).stride(3)),
                Arguments.of(
                        "Conv2D(32, 3, strides=2, padding=\"SAME\")",
                        conv2d(32, 3).stride(2).same()),
                Arguments.of(
                        "Conv2D(filters=2*4, kernel_size=7//2, use_bias=False)",
                        conv2d(8, 3).noBias()),
                Arguments.of(
                        "Conv2D(8, 3, activation='relu', name='stem')",
                        conv2d(8, 3).relu().named("stem")),
                Arguments.of(
                        "Conv2D(8, 3, dilation_rate=2, groups=1)", conv2d(8, 3).dilation(2)),
                Arguments.of("Conv2D(8, 3, trainable=False)", conv2d(8, 3).frozen()),
                Arguments.of("Conv2D(8, 3, data_format='channels_last', bias_regularizer=None)", conv2d(8, 3)),
                Arguments.of("Convolution2D(32, 3, 3)", conv2d(32, 3)),
                Arguments.of(
                        "Convolution2D(32, 3, 5, border_mode='same', subsample=(2, 2))",
                        conv2d(32, new Size2(3, 5)).stride(2).same()),
                Arguments.of(
                        "Convolution2D(32, (3, 5), padding='same')",
                        conv2d(32, new Size2(3, 5)).same()),
                Arguments.of(
                        "Conv2D(32, 3, 3, border_mode='same', init='he_normal')",
                        conv2d(32, 3).same().kernelInitializer(Initializer.heNormal())),
                Arguments.of(
                        "Convolution2D(nb_filter=8, nb_row=3, nb_col=3, W_regularizer=l2(0.5), dim_ordering='tf')",
                        conv2d(8, 3).kernelRegularizer(new Regularizer.L2(0.5))),
                Arguments.of(
                        "Conv2DTranspose(8, 3, strides=2)",
                        conv2dTranspose(8, 3).stride(2)),
                Arguments.of(
                        "DepthwiseConv2D(3, 2, 'same', 2)",
                        depthwiseConv2d(3).stride(2).same().depthMultiplier(2)),
                Arguments.of(
                        "SeparableConv2D(8, 3, activation=tf.nn.elu)",
                        separableConv2d(8, 3).elu()),
                Arguments.of("Dense(10)", dense(10)),
                Arguments.of("Dense(10, 'softmax')", dense(10).softmax()),
                Arguments.of("Dense(units=len([1, 2, 3]))", dense(3)),
                Arguments.of(
                        "Dense(output_dim=10, activation='tanh', bias=False)",
                        dense(10).tanh().noBias()),
                Arguments.of(
                        "Dense(10, activation=keras.activations.relu)",
                        dense(10).relu()),
                Arguments.of(
                        "Dense(10, activation=activations.swish)", dense(10).silu()),
                Arguments.of("Dense(10, activation=None)", dense(10)),
                Arguments.of(
                        "Dense(10, kernel_regularizer=regularizers.l2(1e-4))",
                        dense(10).kernelRegularizer(new Regularizer.L2(1e-4))),
                Arguments.of(
                        "Dense(10, kernel_regularizer=keras.regularizers.L1L2(l1=0.1, l2=0.2))",
                        dense(10).kernelRegularizer(new Regularizer.L1L2(0.1, 0.2))),
                Arguments.of(
                        "Dense(10, kernel_regularizer=regularizers.l1_l2(0.1, 0.2))",
                        dense(10).kernelRegularizer(new Regularizer.L1L2(0.1, 0.2))),
                Arguments.of(
                        "Dense(10, kernel_regularizer=l2(l=0.1))",
                        dense(10).kernelRegularizer(new Regularizer.L2(0.1))),
                Arguments.of(
                        "Dense(10, kernel_regularizer='l2')", dense(10).kernelRegularizer(new Regularizer.L2(0.01))),
                Arguments.of(
                        "Dense(10, kernel_initializer=keras.initializers.HeNormal())",
                        dense(10).kernelInitializer(Initializer.heNormal())),
                Arguments.of(
                        "Dense(10, kernel_initializer=HeNormal)", dense(10).kernelInitializer(Initializer.heNormal())),
                Arguments.of(
                        "Dense(10, kernel_initializer=initializers.random_normal(stddev=0.1, seed=3))",
                        dense(10).kernelInitializer(new Initializer.RandomNormal(0, 0.1, Optional.of(Seed.of(3))))),
                Arguments.of(
                        "Dense(10, kernel_initializer={'class_name': 'Constant', 'config': {'value': 2}})",
                        dense(10).kernelInitializer(new Initializer.Constant(2))),
                Arguments.of("Activation('relu')", activation(ActivationFunction.RELU)),
                Arguments.of("Activation(tf.nn.relu6)", activation(ActivationFunction.RELU6)),
                Arguments.of("Activation(LeakyReLU(0.25))", leakyRelu().negativeSlope(0.25)),
                Arguments.of("ReLU(6.)", relu().maxValue(6)),
                Arguments.of("LeakyReLU()", leakyRelu()),
                Arguments.of("LeakyReLU(alpha=0.1)", leakyRelu().negativeSlope(0.1)),
                Arguments.of("LeakyReLU(negative_slope=0.1)", leakyRelu().negativeSlope(0.1)),
                Arguments.of(
                        "layers.advanced_activations.LeakyReLU(.1)", leakyRelu().negativeSlope(0.1)),
                Arguments.of("ELU(0.5)", elu().alpha(0.5)),
                Arguments.of("PReLU(shared_axes=[1, 2])", prelu().shared(1, 2)),
                Arguments.of("Softmax()", softmax()),
                Arguments.of("MaxPooling2D()", maxPooling2d()),
                Arguments.of(
                        "MaxPool2D((2, 2), strides=1, padding='same')",
                        maxPooling2d(2).stride(1).same()),
                Arguments.of("AveragePooling2D(3)", averagePooling2d(3)),
                Arguments.of("AvgPool2D(pool_size=2)", averagePooling2d(2)),
                Arguments.of("GlobalAveragePooling2D()", globalAveragePooling2d()),
                Arguments.of(
                        "GlobalMaxPool2D(keepdims=True)", globalMaxPooling2d().keepDims()),
                Arguments.of("Flatten()", flatten()),
                Arguments.of("Reshape((4, -1))", reshape(4, 192).open(1)),
                Arguments.of("Dropout(1/4)", dropout(0.25)),
                Arguments.of("Dropout(p=.5)", dropout(0.5)),
                Arguments.of("Dropout(rate=0.5, seed=7)", dropout(0.5).seed(Seed.of(7))),
                Arguments.of("SpatialDropout2D(0.5)", spatialDropout2d(0.5)),
                Arguments.of("GaussianNoise(sigma=0.1)", gaussianNoise(0.1)),
                Arguments.of("BatchNormalization()", batchNormalization()),
                Arguments.of(
                        "BatchNormalization(-1, 0.9, 1e-5)",
                        batchNormalization().momentum(0.9).epsilon(1e-5)),
                Arguments.of(
                        "BatchNormalization(epsilon=1e-3, mode=0, axis=3, scale=False)",
                        batchNormalization().axis(3).noScale()),
                Arguments.of(
                        "LayerNormalization(epsilon=1e-6)", layerNormalization().epsilon(1e-6)),
                Arguments.of("ZeroPadding2D()", zeroPadding2d()),
                Arguments.of("ZeroPadding2D(((1, 2), (3, 4)))", zeroPadding2d(new Margins(1, 2, 3, 4))),
                Arguments.of("Cropping2D()", cropping2d(0)),
                Arguments.of("Cropping2D(((1, 0), (0, 1)))", cropping2d(new Margins(1, 0, 0, 1))),
                Arguments.of("UpSampling2D((2, 2), interpolation='nearest')", upSampling2d(2)),
                Arguments.of("Rescaling(1./255)", rescaling(1 / 255.0)),
                Arguments.of(
                        "Rescaling(scale=1./127.5, offset=-1)",
                        rescaling(1 / 127.5).offset(-1)),
                Arguments.of("layers.experimental.preprocessing.Rescaling(1./255)", rescaling(1 / 255.0)),
                Arguments.of("tf.keras.layers.Resizing(8, 9)", resizing(8, 9)),
                Arguments.of("Normalization()", normalization()),
                Arguments.of(
                        "Normalization(mean=[1., 2., 3.], variance=[4., 5., 6.])",
                        normalization(List.of(1.0, 2.0, 3.0), List.of(4.0, 5.0, 6.0))),
                Arguments.of("RandomFlip('horizontal')", randomFlip().horizontal()),
                Arguments.of("RandomRotation(0.1)", randomRotation(0.1)),
                Arguments.of("RandomZoom((-0.2, 0.1))", randomZoom(new Range(-0.2, 0.1))),
                Arguments.of("RandomTranslation(height_factor=0.1, width_factor=0.2)", randomTranslation(0.1, 0.2)));
    }

    @ParameterizedTest
    @MethodSource("spellings")
    void a_spelling_is_the_layer_that_is_meant(String text, Layer layer) {
        assertThat(KerasScript.parse("model.add(" + text + ")", script -> script.input(Shape.of(16, 16, 3)))
                        .architecture())
                .isEqualTo(Sequential.of(input(16, 16, 3), layer));
    }
}
