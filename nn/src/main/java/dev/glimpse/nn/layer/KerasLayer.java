package dev.glimpse.nn.layer;

/**
 * A layer that Keras has too; a record with Keras's name whose components are Keras's keywords.
 *
 * @param <L> the record itself, so that its changed copies keep their type
 */
public sealed interface KerasLayer<L extends KerasLayer<L>> extends Layer
        permits Input,
                Dense,
                Conv2D,
                Conv2DTranspose,
                DepthwiseConv2D,
                SeparableConv2D,
                MaxPooling2D,
                AveragePooling2D,
                GlobalAveragePooling2D,
                GlobalMaxPooling2D,
                Flatten,
                Reshape,
                Permute,
                Dropout,
                SpatialDropout2D,
                GaussianNoise,
                BatchNormalization,
                LayerNormalization,
                Activation,
                ReLU,
                LeakyReLU,
                PReLU,
                ELU,
                Softmax,
                ZeroPadding2D,
                Cropping2D,
                UpSampling2D,
                MergeLayer,
                Rescaling,
                Normalization,
                Resizing,
                RandomLayer {

    @Override
    L with(LayerInfo info);

    @Override
    default L named(String name) {
        return with(info().named(name));
    }

    @Override
    default L frozen() {
        return with(info().withTrainable(false));
    }

    @Override
    default L unfrozen() {
        return with(info().withTrainable(true));
    }

    /** What the output costs is added to the loss; Keras's {@code activity_regularizer}. */
    default L activityRegularizer(Regularizer regularizer) {
        return with(info().with(regularizer));
    }

    @Override
    default String className() {
        return getClass().getSimpleName();
    }
}
