package dev.glimpse.zoo.pixel;

import java.util.Arrays;
import java.util.Optional;

/**
 * What a network that others taught wants to be given for the pixels of a picture, by the names that Keras has for it.
 *
 * <p>It becomes layers in front of the network, so that a saved model says it itself.
 *
 * @see <a
 *     href="https://github.com/keras-team/keras/blob/master/keras/src/applications/imagenet_utils.py">preprocess_input in
 *     Keras</a>
 */
public enum PixelMode {
    /** As they are: red, green and blue from 0 to 255. */
    NONE("none", "0 to 255"),
    /** Divided by 255. */
    UNIT("0..1", "0 to 1"),
    /** Divided by 127.5, less 1: as MobileNet, Xception, Inception and ResNetV2 want it. */
    TF("tf", "-1 to 1"),
    /** Blue, green and red less the means of ImageNet, not scaled: as VGG and ResNet want it. */
    CAFFE("caffe", "blue, green, red less their means in ImageNet"),
    /** Divided by 255, less the means of ImageNet, divided by its standard deviations: as DenseNet wants it. */
    TORCH("torch", "0 to 1, normalised as ImageNet");

    private final String word;
    private final String range;

    PixelMode(String word, String range) {
        this.word = word;
        this.range = range;
    }

    /** The name users give it by, such as {@code 0..1}. */
    public String word() {
        return word;
    }

    /** What the network gets, in words, such as {@code 0 to 255}. */
    public String range() {
        return range;
    }

    /** The mode with this name, if there is one. */
    public static Optional<PixelMode> named(String word) {
        return Arrays.stream(values()).filter(mode -> mode.word.equals(word)).findFirst();
    }
}
