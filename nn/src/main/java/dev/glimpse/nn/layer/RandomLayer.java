package dev.glimpse.nn.layer;

/**
 * A layer that changes pictures at random while training, and passes them on unchanged otherwise.
 *
 * @param <L> the record itself
 */
public sealed interface RandomLayer<L extends RandomLayer<L>> extends KerasLayer<L>
        permits RandomFlip, RandomRotation, RandomZoom, RandomTranslation, RandomContrast, RandomBrightness {}
