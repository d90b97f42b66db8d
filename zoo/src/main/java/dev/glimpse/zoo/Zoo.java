package dev.glimpse.zoo;

import dev.glimpse.data.fetch.FetchOptions;
import dev.glimpse.nn.archive.ModelConfig;
import dev.glimpse.nn.archive.ModelFile;
import dev.glimpse.nn.archive.ModelFiles;
import dev.glimpse.nn.layer.Size2;
import dev.glimpse.tensor.engine.UserCache;
import dev.glimpse.zoo.architecture.Ending;
import dev.glimpse.zoo.architecture.KnownNetwork;
import dev.glimpse.zoo.pixel.PixelLayers;
import dev.glimpse.zoo.weights.KnownWeights;
import dev.glimpse.zoo.weights.Top;
import dev.glimpse.zoo.weights.WeightsFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * The folder with the weights of known networks, which all of a user's projects share.
 *
 * {@snippet :
 * Backbone backbone = Zoo.ofUser().backbone(KnownNetwork.named("mobilenet_v2").orElseThrow(), Size2.square(224));
 * }
 */
public final class Zoo {

    private final Path folder;
    private final List<Mirror> mirrors;

    private Zoo(Path folder, List<Mirror> mirrors) {
        this.folder = folder;
        this.mirrors = mirrors;
    }

    /**
     * The zoo of this user: the folder that the system property {@code glimpse.zoo} or {@code GLIMPSE_ZOO} names, and else
     * {@code zoo} in {@link UserCache#folder()}; with the mirror that {@code GLIMPSE_ZOO_MIRROR} names.
     */
    public static Zoo ofUser() {
        Path folder = Optional.ofNullable(System.getProperty("glimpse.zoo"))
                .or(() -> Optional.ofNullable(System.getenv("GLIMPSE_ZOO")))
                .filter(named -> !named.isBlank())
                .map(Path::of)
                .orElseGet(() -> UserCache.folder().resolve("zoo"));
        List<Mirror> mirrors = Optional.ofNullable(System.getenv("GLIMPSE_ZOO_MIRROR"))
                .filter(named -> !named.isBlank())
                .map(named -> List.of(Mirror.of(named)))
                .orElse(List.of());
        return new Zoo(folder, mirrors);
    }

    /** The zoo in a folder, which fetches from these mirrors before it asks the publishers. */
    public static Zoo in(Path folder, Mirror... mirrors) {
        return new Zoo(folder, List.of(mirrors));
    }

    /** Where its files are; the folder may not be there yet. */
    public Path folder() {
        return folder;
    }

    /** The networks whose weights are there, with top or without: those that {@link #backbone} makes without fetching. */
    public List<KnownNetwork> atHand() {
        return KnownNetwork.all().stream()
                .filter(network -> KnownWeights.of(network).files().stream().anyMatch(this::isThere))
                .toList();
    }

    private boolean isThere(WeightsFile file) {
        return Files.isRegularFile(folder.resolve(file.name()));
    }

    /**
     * A network for pictures of a size, with the layers in front that prepare pixels, ending in one vector a picture: the
     * mean of each channel of its last features.
     *
     * @throws ZooException if its weights are not there, or are damaged
     * @throws dev.glimpse.nn.NnException if the size is too small for it
     */
    public Backbone backbone(KnownNetwork network, Size2 size) {
        WeightsFile file = first(
                network,
                Stream.concat(
                        preferred(network, Top.WITHOUT, size),
                        KnownWeights.of(network).files().stream().filter(one -> one.top() == Top.WITHOUT)));
        ModelFile model = read(network, file, ModelConfig.of(network.architecture(size, new Ending.AveragePooled())));
        return new Backbone(network.word(), model, file.name());
    }

    /**
     * A network with its top: ImageNet's thousand classes, for pictures of its usual size, with the layers in front that
     * prepare pixels.
     *
     * @throws ZooException if its weights are not there, or are damaged
     */
    public ModelFile classifier(KnownNetwork network) {
        WeightsFile file = first(network, preferred(network, Top.WITH, Size2.square(network.usualSize())));
        return read(network, file, ModelConfig.of(network.architecture(Ending.imageNet())));
    }

    /**
     * Fetches weights, unless they are there already.
     *
     * @return the file
     * @throws ZooException if nobody has them
     */
    public Path pull(KnownNetwork network, Top top, UnaryOperator<FetchOptions> options) {
        WeightsFile file = KnownWeights.of(network).file(top, Size2.square(network.usualSize()));
        if (!isThere(file)) {
            throw new ZooException(file.name() + " is not in " + folder
                    + ", and is not fetched yet: put it there (from " + file.address() + " or " + mirrors + ")");
        }
        return folder.resolve(file.name());
    }

    private static Stream<WeightsFile> preferred(KnownNetwork network, Top top, Size2 size) {
        return Stream.of(KnownWeights.of(network).file(top, size));
    }

    private WeightsFile first(KnownNetwork network, Stream<WeightsFile> files) {
        return files.filter(this::isThere)
                .findFirst()
                .orElseThrow(() -> new ZooException("the weights of " + network.word() + " are not in " + folder));
    }

    private ModelFile read(KnownNetwork network, WeightsFile file, ModelConfig layers) {
        Path path = folder.resolve(file.name());
        try {
            return PixelLayers.before(
                    ModelFiles.readWeights(path, layers),
                    KnownWeights.of(network).pixels());
        } catch (IOException e) {
            throw new UncheckedIOException(path + " cannot be read: " + e.getMessage(), e);
        }
    }
}
