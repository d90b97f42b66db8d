package dev.glimpse.zoo.weights;

import dev.glimpse.nn.layer.Size2;
import dev.glimpse.zoo.architecture.KnownNetwork;
import dev.glimpse.zoo.pixel.PixelMode;
import java.util.List;

/**
 * All that is published of the weights of a known network, taught with ImageNet.
 *
 * @param network whose they are
 * @param pixels what it wants to be given for pixels
 * @param licence of the weights
 * @param files with top and without, for each size of pictures
 * @see <a href="https://keras.io/api/applications/">Keras applications</a>
 */
public record KnownWeights(KnownNetwork network, PixelMode pixels, String licence, List<WeightsFile> files) {

    public KnownWeights {
        files = List.copyOf(files);
    }

    /** Those of every known network, in the order of {@link KnownNetwork#all()}. */
    public static List<KnownWeights> all() {
        return Catalogue.ALL;
    }

    /** Those of a network. */
    public static KnownWeights of(KnownNetwork network) {
        return Catalogue.ALL.stream()
                .filter(weights -> weights.network().equals(network))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no weights are known of " + network.word()));
    }

    /**
     * The file for pictures of a size: the one made for just that size, and else, as Keras does, the one for the network's
     * usual size.
     */
    public WeightsFile file(Top top, Size2 pictures) {
        List<WeightsFile> candidates =
                files.stream().filter(file -> file.top() == top).toList();
        return candidates.stream()
                .filter(file -> pictures.equals(Size2.square(file.size())))
                .findFirst()
                .or(() -> candidates.stream()
                        .filter(file -> file.size() == network.usualSize())
                        .findFirst())
                .orElseThrow();
    }
}
