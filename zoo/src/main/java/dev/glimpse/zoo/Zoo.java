package dev.glimpse.zoo;

import dev.glimpse.data.fetch.Checksum;
import dev.glimpse.data.fetch.Download;
import dev.glimpse.data.fetch.FetchOptions;
import dev.glimpse.data.item.DataException;
import dev.glimpse.nn.NnException;
import dev.glimpse.nn.archive.ModelFile;
import dev.glimpse.nn.archive.WholeFile;
import dev.glimpse.nn.layer.Architecture;
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
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * The folder with the weights of known networks, which all of a user's projects share.
 *
 * {@snippet :
 * KnownNetwork network = KnownNetwork.named("mobilenet_v2").orElseThrow();
 * Zoo.ofUser().pull(network, Top.WITHOUT, fetch -> fetch);
 * Backbone backbone = Zoo.ofUser().backbone(network, Size2.square(224));
 * }
 *
 * <p>Its files have the names that their publishers gave them. Any number of programs may use it at the same time.
 */
public final class Zoo {

    private final Shelf shelf;
    private final List<Mirror> mirrors;

    private Zoo(Path folder, List<Mirror> mirrors) {
        this.shelf = new Shelf(folder);
        this.mirrors = mirrors;
    }

    /**
     * The zoo of this user: the folder that the system property {@code glimpse.zoo} or the environment's {@code
     * GLIMPSE_ZOO} names, and else {@code zoo} in {@link UserCache#folder()}. If {@code glimpse.zoo.mirror} or {@code
     * GLIMPSE_ZOO_MIRROR} names a mirror, it is asked in place of the publishers.
     */
    public static Zoo ofUser() {
        Path folder = setting("glimpse.zoo", "GLIMPSE_ZOO").map(Path::of).orElseGet(() -> UserCache.folder()
                .resolve("zoo"));
        List<Mirror> mirrors = setting("glimpse.zoo.mirror", "GLIMPSE_ZOO_MIRROR")
                .map(named -> List.of(Mirror.of(named)))
                .orElse(List.of());
        return new Zoo(folder, mirrors);
    }

    private static Optional<String> setting(String property, String variable) {
        return Optional.ofNullable(System.getProperty(property))
                .or(() -> Optional.ofNullable(System.getenv(variable)))
                .filter(named -> !named.isBlank());
    }

    /** The zoo in a folder, which fetches from these mirrors; from the publishers if there are none. */
    public static Zoo in(Path folder, Mirror... mirrors) {
        return new Zoo(folder, List.of(mirrors));
    }

    /** Where its files are; the folder may not be there yet. */
    public Path folder() {
        return shelf.folder();
    }

    /** The networks whose weights are there, with top or without: those that {@link #backbone} makes without fetching. */
    public List<KnownNetwork> atHand() {
        return KnownNetwork.all().stream()
                .filter(network -> KnownWeights.of(network).files().stream().anyMatch(shelf::has))
                .toList();
    }

    /** The weights that are there. */
    public List<Held> list() {
        return KnownWeights.all().stream()
                .flatMap(weights -> weights.files().stream())
                .filter(shelf::has)
                .map(this::held)
                .toList();
    }

    private Held held(WeightsFile file) {
        Path path = shelf.path(file);
        try {
            return new Held(file, path, Files.size(path));
        } catch (IOException e) {
            throw unreadable(path, e);
        }
    }

    /** Whether {@link #classifier} makes a network without fetching. */
    public boolean hasClassifier(KnownNetwork network) {
        return shelf.has(withTop(network));
    }

    private static WeightsFile withTop(KnownNetwork network) {
        return KnownWeights.of(network).file(Top.WITH, Size2.square(network.usualSize()));
    }

    /**
     * A network for pictures of a size, with the layers in front that prepare pixels, ending in one vector a picture: the
     * mean of each channel of its last features.
     *
     * <p>The weights are those that Keras takes for this size; if only those for another size, or those with top, are there,
     * then these.
     *
     * @throws ZooException if its weights are not there, or are damaged
     * @throws NnException if the size is too small for it
     */
    public Backbone backbone(KnownNetwork network, Size2 size) {
        Architecture layers = network.architecture(size, new Ending.AveragePooled());
        WeightsFile file = candidates(network, size)
                .filter(shelf::has)
                .findFirst()
                .orElseThrow(() -> missing(KnownWeights.of(network).file(Top.WITHOUT, size)));
        String checksum = sound(file).hex();
        return new Backbone(network.word(), read(network, file, layers), checksum);
    }

    /**
     * A network with its top: pictures of its usual size in, probabilities of ImageNet's thousand classes out, with the
     * layers in front that prepare pixels.
     *
     * @throws ZooException if its weights are not there, or are damaged
     */
    public ModelFile classifier(KnownNetwork network) {
        classifierFile(network);
        return read(network, withTop(network), network.architecture(Ending.imageNet()));
    }

    /**
     * The file with all weights of a network, its top among them.
     *
     * @throws ZooException if it is not there, or is damaged
     */
    public Path classifierFile(KnownNetwork network) {
        WeightsFile file = withTop(network);
        if (!shelf.has(file)) {
            throw missing(file);
        }
        sound(file);
        return shelf.path(file);
    }

    /** Fetches the weights for pictures of a network's usual size; see {@link #pull(KnownNetwork, Top, Size2, UnaryOperator)}. */
    public Path pull(KnownNetwork network, Top top, UnaryOperator<FetchOptions> options) {
        return pull(network, top, Size2.square(network.usualSize()), options);
    }

    /**
     * Fetches the weights that Keras takes for pictures of a size, unless they are there and sound; damaged ones are
     * deleted first. Who pulls what another program is pulling waits for it.
     *
     * @return the file
     * @throws ZooException if nobody has them, saying what each answered and which file to put where
     */
    public Path pull(KnownNetwork network, Top top, Size2 pictures, UnaryOperator<FetchOptions> options) {
        WeightsFile file = KnownWeights.of(network).file(top, pictures);
        Path path = shelf.path(file);
        try {
            if (shelf.has(file) && problem(file).isPresent()) {
                shelf.delete(file);
            }
            boolean isNew = !shelf.has(file);
            new Download(file.name(), addresses(file), file.checksum(), OptionalLong.empty()).to(path, options);
            if (isNew) {
                requireFit(network, file);
            }
            if (shelf.recorded(file).isEmpty()) {
                shelf.record(file);
            }
            return path;
        } catch (DataException unreachable) {
            throw new ZooException(unreachable.getMessage() + ": " + byHand(file), unreachable);
        } catch (IOException e) {
            throw unwritable(path, e);
        }
    }

    private List<URI> addresses(WeightsFile file) {
        return mirrors.isEmpty()
                ? List.of(file.address())
                : mirrors.stream()
                        .flatMap(mirror -> mirror.addresses(file).stream())
                        .toList();
    }

    private void requireFit(KnownNetwork network, WeightsFile file) throws IOException {
        List<String> differences;
        try {
            differences = Fitting.differences(shelf.path(file), network, file.top());
        } catch (ZooException damaged) {
            shelf.delete(file);
            throw new ZooException(
                    "what was fetched as " + file.name() + " was damaged, and was deleted: " + damaged.getMessage(),
                    damaged);
        }
        if (!differences.isEmpty()) {
            shelf.delete(file);
            throw new ZooException("what was fetched as " + file.name() + " has other weights, and was deleted: "
                    + differences.getFirst());
        }
    }

    /**
     * Puts a file with a network's weights into the zoo, with top or without as it is, for a computer without a network.
     *
     * @throws ZooException if it has the weights of another architecture, with the first differences
     */
    public Added add(KnownNetwork network, Path source) {
        if (!Files.isRegularFile(source)) {
            throw new ZooException("there is no file " + source);
        }
        try {
            Top top = Fitting.top(source, network);
            WeightsFile file = like(network, top, String.valueOf(source.getFileName()));
            Files.createDirectories(folder());
            WholeFile.write(shelf.path(file), out -> Files.copy(source, out));
            shelf.record(file);
            boolean isPublished =
                    file.checksum().isPresent() && file.checksum().get().fits(shelf.path(file));
            Added.Origin unlike = file.checksum().isPresent() ? Added.Origin.OTHER : Added.Origin.UNPROVEN;
            return new Added(held(file), isPublished ? Added.Origin.PUBLISHED : unlike);
        } catch (IOException e) {
            throw unwritable(folder(), e);
        }
    }

    /** The published file of the same name, and else the one for the usual size. */
    private static WeightsFile like(KnownNetwork network, Top top, String name) {
        KnownWeights weights = KnownWeights.of(network);
        return weights.files().stream()
                .filter(file -> file.top() == top && file.name().equals(name))
                .findFirst()
                .orElseGet(() -> weights.file(top, Size2.square(network.usualSize())));
    }

    /** Reads every file through: whether it is what it was when it came, or what was published, and whether it opens. */
    public List<Held.Verdict> verify() {
        return list().stream().map(this::verify).toList();
    }

    /** Reads one file through. */
    public Held.Verdict verify(Held held) {
        try {
            return new Held.Verdict(held, problem(held.file()));
        } catch (IOException e) {
            throw unreadable(held.path(), e);
        }
    }

    private Optional<String> problem(WeightsFile file) throws IOException {
        Path path = shelf.path(file);
        Optional<Checksum> recorded = shelf.recorded(file);
        Optional<Checksum> expected = recorded.isPresent() ? recorded : file.checksum();
        if (expected.isPresent() && !expected.get().fits(path)) {
            return Optional.of("its checksum is not "
                    + (recorded.isPresent() ? "that with which it came" : "the published one") + ", " + expected.get());
        }
        try {
            return Fitting.differences(path, network(file), file.top()).stream().findFirst();
        } catch (ZooException unreadable) {
            return Optional.ofNullable(unreadable.getMessage());
        }
    }

    private static KnownNetwork network(WeightsFile file) {
        return KnownNetwork.named(file.network()).orElseThrow();
    }

    /**
     * The SHA-256 of a file that is about to be used; the first time it is compared with the published checksum, and when it
     * was written to since, with what it was before.
     */
    private Checksum sound(WeightsFile file) {
        Path path = shelf.path(file);
        try {
            Optional<Checksum> recorded = shelf.recorded(file);
            if (recorded.isPresent() && !shelf.isTouched(file)) {
                return recorded.get();
            }
            if (recorded.isPresent() && !recorded.get().fits(path)) {
                throw new ZooException(path + " has changed since it came (its checksum is not " + recorded.get()
                        + "): fetch it again with 'glimpse zoo pull " + file.network()
                        + "', or if it is what you want, put it there with 'glimpse zoo add'");
            }
            if (file.checksum().isPresent() && !file.checksum().get().fits(path)) {
                throw new ZooException(path + " is damaged or not the published file ("
                        + file.checksum().get()
                        + "): delete it and fetch it with 'glimpse zoo pull " + file.network()
                        + "', or if it is what you want, put it there with 'glimpse zoo add'");
            }
            return Files.isWritable(folder()) ? shelf.record(file) : Checksum.sha256(path);
        } catch (IOException e) {
            throw unreadable(path, e);
        }
    }

    private ModelFile read(KnownNetwork network, WeightsFile file, Architecture layers) {
        Path path = shelf.path(file);
        try {
            ModelFile model = Fitting.read(path, network, file.top(), layers);
            return PixelLayers.before(model, KnownWeights.of(network).pixels());
        } catch (NnException wrong) {
            throw new ZooException(
                    path + " is damaged: delete it and fetch it with 'glimpse zoo pull " + file.network() + "' ("
                            + wrong.getMessage() + ")",
                    wrong);
        } catch (IOException e) {
            throw unreadable(path, e);
        }
    }

    /** The files that a backbone can be made of, the best one first. */
    private static Stream<WeightsFile> candidates(KnownNetwork network, Size2 pictures) {
        return Stream.of(Top.WITHOUT, Top.WITH).flatMap(top -> ranked(KnownWeights.of(network), top, pictures));
    }

    private static Stream<WeightsFile> ranked(KnownWeights weights, Top top, Size2 pictures) {
        return Stream.concat(
                Stream.of(weights.file(top, pictures)),
                weights.files().stream()
                        .filter(file -> file.top() == top)
                        .sorted(Comparator.comparingInt(file -> Math.abs(file.size() - pictures.height()))));
    }

    private ZooException missing(WeightsFile file) {
        return new ZooException("the weights of " + file.network() + " are not here: fetch them with 'glimpse zoo pull "
                + file.network() + (file.top() == Top.WITH ? " --top" : "") + "'" + size(file) + ", or "
                + byHand(file));
    }

    private static String size(WeightsFile file) {
        return file.bytes().isPresent()
                ? String.format(Locale.ROOT, " (%.1f MB)", file.bytes().getAsLong() / 1e6)
                : "";
    }

    /** What to do where there is no network. */
    private String byHand(WeightsFile file) {
        return "put " + file.name() + " from " + file.address() + " into " + folder();
    }

    private static UncheckedIOException unreadable(Path path, IOException cause) {
        return new UncheckedIOException(path + " cannot be read: " + cause.getMessage(), cause);
    }

    private static UncheckedIOException unwritable(Path path, IOException cause) {
        return new UncheckedIOException(path + " cannot be written: " + cause.getMessage(), cause);
    }
}
