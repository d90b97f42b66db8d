package dev.glimpse.data.fetch;

import dev.glimpse.data.item.DataException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One mirror's attempts at one file, each going on where the last broke off. */
final class Transfer {

    private static final String FILE = "file";
    private static final Pattern CONTENT_RANGE = Pattern.compile("bytes (\\d+)-(\\d+)/(\\d+|\\*)");

    private final Download download;
    private final HttpClient client;
    private final FileChannel part;
    private final FetchOptions options;
    private Optional<String> version = Optional.empty();

    /** How an attempt ended. */
    sealed interface Result {}

    /** All bytes are there; some of them perhaps from an earlier attempt. */
    record Complete(boolean resumed) implements Result {}

    /** It broke off; another attempt may get further. */
    record Broken(String reason) implements Result {}

    /** This mirror will not give it. */
    record Refused(String reason) implements Result {}

    Transfer(Download download, HttpClient client, FileChannel part, FetchOptions options) {
        this.download = download;
        this.client = client;
        this.part = part;
        this.options = options;
    }

    /** Forgets what has been fetched. */
    void startOver() throws IOException {
        part.truncate(0);
        version = Optional.empty();
    }

    /** Tries to get what is missing. Throws only if the file cannot be written. */
    Result attempt(URI mirror) throws IOException {
        if (download.size().isPresent() && part.size() >= download.size().getAsLong()) {
            if (part.size() == download.size().getAsLong()) {
                return new Complete(true);
            }
            startOver();
        }
        if (FILE.equals(mirror.getScheme())) {
            return copy(Path.of(mirror));
        }
        HttpResponse<InputStream> response;
        try {
            response = client.send(request(mirror), HttpResponse.BodyHandlers.ofInputStream());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DataException(
                    "fetching " + download.name() + " was interrupted; the next attempt goes on from there", e);
        } catch (IOException e) {
            return new Broken(reason(e));
        }
        try (InputStream body = response.body()) {
            return switch (response.statusCode()) {
                case 200 -> {
                    startOver();
                    yield receive(response, body, 0);
                }
                case 206 -> resume(response, body);
                case 416 -> {
                    startOver();
                    yield new Broken("the server has a shorter file");
                }
                case 408, 429, 500, 502, 503, 504 -> new Broken("the server answered " + response.statusCode());
                default -> new Refused("the server answered " + response.statusCode());
            };
        }
    }

    /** Takes the file from a folder; that is quick enough to begin anew every time. */
    private Result copy(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            return new Refused("there is no such file");
        }
        try (InputStream body = Files.newInputStream(file)) {
            startOver();
            return receive(body, 0, OptionalLong.of(Files.size(file)));
        }
    }

    private HttpRequest request(URI mirror) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(mirror)
                .timeout(options.connect())
                .header("User-Agent", "Glimpse")
                .header("Accept-Encoding", "identity");
        if (part.size() > 0) {
            request.header("Range", "bytes=" + part.size() + "-");
            version.ifPresent(tag -> request.header("If-Range", tag));
        }
        return request.build();
    }

    private Result resume(HttpResponse<InputStream> response, InputStream body) throws IOException {
        Matcher range = CONTENT_RANGE.matcher(
                response.headers().firstValue("Content-Range").orElse(""));
        boolean fits = range.matches()
                && Long.parseLong(range.group(1)) == part.size()
                && (range.group(3).equals("*")
                        || download.size().isEmpty()
                        || Long.parseLong(range.group(3)) == download.size().getAsLong());
        if (!fits) {
            startOver();
            return new Broken("the server sent another part than asked for");
        }
        return receive(response, body, part.size());
    }

    private Result receive(HttpResponse<InputStream> response, InputStream body, long from) throws IOException {
        version = response.headers().firstValue("ETag").filter(tag -> !tag.startsWith("W/"));
        OptionalLong length = response.headers().firstValueAsLong("Content-Length");
        return receive(
                body,
                from,
                download.size().isPresent()
                        ? download.size()
                        : length.isPresent() ? OptionalLong.of(from + length.getAsLong()) : OptionalLong.empty());
    }

    private Result receive(InputStream body, long from, OptionalLong all) throws IOException {
        long at = from;
        byte[] buffer = new byte[1 << 16];
        try (StallGuard guard = new StallGuard(body, options.stall())) {
            while (true) {
                options.progress().at(download.name(), at, all);
                int read;
                try {
                    read = body.read(buffer);
                } catch (IOException e) {
                    return new Broken(
                            guard.hasStruck()
                                    ? "the transfer stood still for "
                                            + options.stall().toMillis() / 1000.0 + " s"
                                    : reason(e));
                }
                if (read < 0) {
                    break;
                }
                guard.moved();
                if (all.isPresent() && at + read > all.getAsLong()) {
                    startOver();
                    return new Refused("the file there is longer than " + all.getAsLong() + " bytes");
                }
                ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, read);
                while (bytes.hasRemaining()) {
                    at += part.write(bytes, at);
                }
            }
        }
        if (all.isPresent() && at < all.getAsLong()) {
            return new Broken("the transfer broke off after " + at + " of " + all.getAsLong() + " bytes");
        }
        return new Complete(from > 0);
    }

    private static String reason(IOException failure) {
        return switch (failure) {
            case HttpConnectTimeoutException _ -> "no connection in time";
            case HttpTimeoutException _ -> "no answer in time";
            case UnknownHostException _ -> "there is no such host (or no network)";
            case ConnectException _
            when failure.getCause() instanceof UnresolvedAddressException -> "there is no such host (or no network)";
            case ConnectException _ -> "no connection";
            default -> Objects.requireNonNullElse(failure.getMessage(), "the transfer broke off");
        };
    }
}
