package dev.glimpse.data.fetch;

import dev.glimpse.data.item.DataException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;

/**
 * A file to be had from the network, or from a folder that has a copy.
 *
 * <p>It grows beside its target, in a file that ends in {@code .part}; the next attempt goes on from there, from whichever
 * mirror, also after the program was killed. Only with the right checksum is it synced and moved into place. Who asks for
 * what another program or thread is fetching waits for it.
 *
 * @param name what the file is called in messages
 * @param mirrors where it can be had, in the order in which to try: {@code http}, {@code https} or {@code file}
 * @param checksum what its bytes must add up to; without one they are believed
 * @param size how many bytes it has, if that is known
 */
public record Download(String name, List<URI> mirrors, Optional<Checksum> checksum, OptionalLong size) {

    /** How often to look whether another program is done. */
    private static final Duration GLANCE = Duration.ofMillis(100);

    public Download {
        mirrors = List.copyOf(mirrors);
        if (mirrors.isEmpty()) {
            throw new IllegalArgumentException(name + " needs an address to be fetched from");
        }
    }

    /** Fetches the file to {@code target} with the usual patience. */
    public void to(Path target) {
        to(target, options -> options);
    }

    /**
     * Fetches the file, unless it is there already: {@code fetch -> fetch.progress(bar).stall(ofSeconds(60))}.
     *
     * @throws DataException if no mirror has it, saying what each answered, or if another file is in its place
     */
    public void to(Path target, UnaryOperator<FetchOptions> options) {
        FetchOptions chosen = options.apply(FetchOptions.usual());
        try {
            Path folder = Objects.requireNonNull(target.toAbsolutePath().getParent());
            Files.createDirectories(folder);
            Path part = folder.resolve(target.getFileName() + ".part");
            while (!Files.exists(target)) {
                if (fetched(target, part, chosen)) {
                    return;
                }
                chosen.progress().at(name, length(part), size);
                sleep(GLANCE);
            }
            requireSame(target);
            long length = Files.size(target);
            chosen.progress().at(name, length, OptionalLong.of(length));
        } catch (IOException e) {
            throw new DataException("cannot write " + target + ": " + e.getMessage(), e);
        }
    }

    private void requireSame(Path target) throws IOException {
        if (!Files.isRegularFile(target) || !fits(target)) {
            throw new DataException(target + " is there already and is not " + name
                    + checksum.map(sum -> " (" + sum + ")").orElse("") + ": move it away and fetch again");
        }
    }

    private boolean fits(Path file) throws IOException {
        return checksum.isEmpty() || checksum.get().fits(file);
    }

    private static long length(Path part) throws IOException {
        try {
            return Files.size(part);
        } catch (NoSuchFileException _) {
            // The other one has just finished.
            return 0;
        }
    }

    /** Fetches the file, unless another program is at it. */
    private boolean fetched(Path target, Path part, FetchOptions options) throws IOException {
        try (FileChannel channel = FileChannel.open(
                        part, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
                PartLock lock = PartLock.of(channel)) {
            if (!lock.isHeld()) {
                return false;
            }
            if (Files.exists(target)) {
                // It was finished between the look at the target and the lock.
                Files.deleteIfExists(part);
                return false;
            }
            fetch(channel, part, options);
        }
        Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
        return true;
    }

    private void fetch(FileChannel channel, Path part, FetchOptions options) throws IOException {
        try (HttpClient client = HttpClient.newBuilder()
                .connectTimeout(options.connect())
                .followRedirects(HttpClient.Redirect.NORMAL)
                .version(HttpClient.Version.HTTP_1_1)
                .build()) {
            List<String> answers = new ArrayList<>();
            boolean done = false;
            for (URI mirror : mirrors) {
                done = fromMirror(mirror, new Transfer(this, client, channel, options), part, options, answers);
                if (done) {
                    break;
                }
            }
            client.shutdownNow();
            if (!done) {
                if (channel.size() == 0) {
                    Files.deleteIfExists(part);
                }
                throw new DataException("cannot fetch " + name + ": " + String.join("; ", answers));
            }
            channel.force(true);
        }
    }

    private boolean fromMirror(URI mirror, Transfer transfer, Path part, FetchOptions options, List<String> answers)
            throws IOException {
        Duration pause = options.pause();
        long farthest = 0;
        for (int attempt = 1; attempt <= options.attempts(); attempt++) {
            Transfer.Result result = transfer.attempt(mirror);
            if (Files.size(part) > farthest) {
                // It gets on: only attempts in vain are counted.
                farthest = Files.size(part);
                attempt = 1;
            }
            switch (result) {
                case Transfer.Complete complete -> {
                    if (fits(part)) {
                        return true;
                    }
                    transfer.startOver();
                    farthest = Long.MAX_VALUE;
                    if (!complete.resumed()) {
                        answers.add(other(mirror));
                        return false;
                    }
                    // What was there before may have been the wrong part: once more, from the beginning.
                }
                case Transfer.Broken broken -> {
                    if (attempt == options.attempts()) {
                        answers.add(mirror + ": " + broken.reason());
                        return false;
                    }
                    sleep(pause);
                    pause = pause.multipliedBy(2);
                }
                case Transfer.Refused refused -> {
                    answers.add(mirror + ": " + refused.reason());
                    return false;
                }
            }
        }
        answers.add(other(mirror));
        return false;
    }

    private String other(URI mirror) {
        return mirror + " has a damaged or another file (its checksum is not "
                + checksum.map(Checksum::toString).orElse("known") + "), which was deleted";
    }

    private void sleep(Duration pause) {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DataException("fetching " + name + " was interrupted; the next attempt goes on from there", e);
        }
    }
}
