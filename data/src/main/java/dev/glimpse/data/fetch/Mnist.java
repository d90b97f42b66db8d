package dev.glimpse.data.fetch;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;

/**
 * The MNIST database of handwritten digits: 60,000 to learn from and 10,000 to test on, 28 by 28 grey pixels each.
 *
 * @see <a href="http://yann.lecun.com/exdb/mnist/">The MNIST database</a>
 */
public final class Mnist {

    /** Where it can be had: two copies that are kept for programs, and its home. */
    public static final List<URI> MIRRORS = List.of(
            URI.create("https://ossci-datasets.s3.amazonaws.com/mnist/"),
            URI.create("https://storage.googleapis.com/cvdf-datasets/mnist/"),
            URI.create("http://yann.lecun.com/exdb/mnist/"));

    private record Part(String name, long size, String md5) {}

    private static final List<Part> PARTS = List.of(
            new Part("train-images-idx3-ubyte.gz", 9_912_422, "f68b3c2dcbeaaa9fbdd348bbdeb94873"),
            new Part("train-labels-idx1-ubyte.gz", 28_881, "d53e105ee54ea40749a09fcbcd1e9432"),
            new Part("t10k-images-idx3-ubyte.gz", 1_648_877, "9fb629c4189551a2d022fa330f9573f3"),
            new Part("t10k-labels-idx1-ubyte.gz", 4_542, "ec29112dd5afa0611ce80d1b7f02629c"));

    private Mnist() {}

    /** The four files, each from any of these folders on the network. */
    public static List<Download> files(List<URI> mirrors) {
        return PARTS.stream()
                .map(part -> new Download(
                        part.name(),
                        mirrors.stream()
                                .map(mirror -> mirror.resolve(part.name()))
                                .toList(),
                        Optional.of(Checksum.md5(part.md5())),
                        OptionalLong.of(part.size())))
                .toList();
    }

    /**
     * Fetches the four files into a folder, as far as they are not there already.
     *
     * @throws dev.glimpse.data.item.DataException if one cannot be had
     */
    public static void fetch(Path folder, UnaryOperator<FetchOptions> options) {
        for (Download file : files(MIRRORS)) {
            file.to(folder.resolve(file.name()), options);
        }
    }
}
