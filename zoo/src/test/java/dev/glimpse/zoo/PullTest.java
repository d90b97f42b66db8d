package dev.glimpse.zoo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.glimpse.data.fetch.FetchOptions;
import dev.glimpse.zoo.architecture.KnownNetwork;
import dev.glimpse.zoo.weights.Top;
import dev.glimpse.zoo.weights.WeightsFile;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PullTest {

    private static final KnownNetwork SMALL = Published.SMALL;
    private static final WeightsFile FILE = Published.file(SMALL, Top.WITHOUT);

    @TempDir
    Path folder;

    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private Path published;
    private Path home;
    private HttpServer server;
    private Zoo zoo;

    @BeforeEach
    void publish() throws IOException {
        published = folder.resolve("published");
        home = folder.resolve("zoo");
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            try (exchange) {
                answer(exchange);
            }
        });
        server.start();
        zoo = Zoo.in(home, Mirror.of("http://127.0.0.1:" + server.getAddress().getPort() + "/keras"));
    }

    @AfterEach
    void stop() {
        server.stop(0);
        threads.shutdownNow();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String range = exchange.getRequestHeaders().getFirst("Range");
        requests.add(exchange.getRequestURI().getPath() + (range == null ? "" : " " + range));
        Path file = published.resolve(exchange.getRequestURI().getPath().replaceFirst("^/keras/", ""));
        if (!Files.isRegularFile(file)) {
            exchange.sendResponseHeaders(404, -1);
            return;
        }
        byte[] bytes = Files.readAllBytes(file);
        int from = range == null ? 0 : Integer.parseInt(range.replaceAll("bytes=(\\d+)-", "$1"));
        if (from > 0) {
            exchange.getResponseHeaders()
                    .set("Content-Range", "bytes " + from + "-" + (bytes.length - 1) + "/" + bytes.length);
        }
        exchange.sendResponseHeaders(from > 0 ? 206 : 200, bytes.length - from);
        exchange.getResponseBody().write(bytes, from, bytes.length - from);
    }

    private static FetchOptions quick(FetchOptions fetch) {
        return fetch.connect(Duration.ofSeconds(10)).attempts(1).pause(Duration.ofMillis(1));
    }

    private Path pull() {
        return zoo.pull(SMALL, Top.WITHOUT, PullTest::quick);
    }

    @Test
    void weights_are_fetched_once_and_held_to_the_checksum_they_came_with() throws IOException {
        Path original = Published.in(published, SMALL, Top.WITHOUT);

        assertThat(pull()).isEqualTo(home.resolve(FILE.name())).hasSameBinaryContentAs(original);
        assertThat(pull()).exists();

        assertThat(requests).containsExactly("/keras/" + FILE.name());
        assertThat(home.resolve(FILE.name() + ".sha256")).content().matches("[0-9a-f]{64}  " + FILE.name() + "\n");
        assertThat(zoo.verify()).singleElement().satisfies(verdict -> assertThat(verdict.problem())
                .isEmpty());
    }

    @Test
    void what_broke_off_goes_on_from_there() throws IOException {
        Path original = Published.in(published, SMALL, Top.WITHOUT);
        Files.createDirectories(home);
        Files.write(home.resolve(FILE.name() + ".part"), Arrays.copyOf(Files.readAllBytes(original), 100_000));

        assertThat(pull()).hasSameBinaryContentAs(original);
        assertThat(requests).containsExactly("/keras/" + FILE.name() + " bytes=100000-");
    }

    @Test
    void a_mirror_may_have_the_folders_of_the_publisher() {
        Published.in(published.resolve("mobilenet"), SMALL, Top.WITHOUT);

        assertThat(pull()).exists();
        assertThat(requests).containsExactly("/keras/" + FILE.name(), "/keras/mobilenet/" + FILE.name());
    }

    @Test
    void a_mirror_may_be_a_folder() {
        Published.in(published.resolve("mobilenet"), SMALL, Top.WITHOUT);
        zoo = Zoo.in(home, Mirror.of(published.toString()));

        assertThat(pull()).exists();
        assertThat(requests).isEmpty();
        assertThat(Mirror.of(published.toUri().toString())).isEqualTo(new Mirror.Folder(published));
    }

    @Test
    void what_nobody_has_is_asked_for_by_hand() {
        assertThatThrownBy(this::pull)
                .isInstanceOf(ZooException.class)
                .hasMessageContaining("cannot fetch " + FILE.name())
                .hasMessageContaining(FILE.name() + ": the server answered 404; ")
                .hasMessageEndingWith("put " + FILE.name() + " from " + FILE.address() + " into " + home);
        assertThat(home).isEmptyDirectory();
    }

    @Test
    void a_damaged_download_is_deleted_and_named() throws IOException {
        KnownNetwork vgg = KnownNetwork.named("vgg16").orElseThrow();
        Files.createDirectories(published);
        Files.write(published.resolve(Published.file(vgg, Top.WITH).name()), new byte[1000]);

        assertThatThrownBy(() -> zoo.pull(vgg, Top.WITH, PullTest::quick))
                .isInstanceOf(ZooException.class)
                .hasMessageContaining("vgg16_weights_tf_dim_ordering_tf_kernels.h5 has a damaged or another file"
                        + " (its checksum is not MD5 64373286793e3c8b2b4e3219cbf3544b), which was deleted");
        assertThat(home).isEmptyDirectory();
    }

    @Test
    void what_has_no_published_checksum_has_to_have_the_right_layers() throws IOException {
        Path other = Published.in(folder, KnownNetwork.named("mobilenet_0.5").orElseThrow(), Top.WITHOUT);
        Files.createDirectories(published);
        Files.copy(other, published.resolve(FILE.name()));

        assertThatThrownBy(this::pull)
                .isInstanceOf(ZooException.class)
                .hasMessage("what was fetched as mobilenet_2_5_224_tf_no_top.h5 has other weights, and was deleted:"
                        + " conv1/kernel has shape [3, 3, 3, 16] and needs [3, 3, 3, 8]");
        assertThat(home).isEmptyDirectory();
    }

    @Test
    void what_was_damaged_since_is_fetched_anew() throws IOException {
        Path original = Published.in(published, SMALL, Top.WITHOUT);
        Files.write(pull(), new byte[1000]);

        assertThat(pull()).hasSameBinaryContentAs(original);
        assertThat(requests).hasSize(2);
    }

    @Test
    void two_who_pull_the_same_both_get_it() throws Exception {
        Path original = Published.in(published, SMALL, Top.WITHOUT);
        Future<Path> first = threads.submit(this::pull);
        Future<Path> second = threads.submit(this::pull);

        assertThat(first.get(30, TimeUnit.SECONDS)).hasSameBinaryContentAs(original);
        assertThat(second.get(30, TimeUnit.SECONDS)).hasSameBinaryContentAs(original);
        assertThat(requests).hasSize(1);
    }

    @Test
    void a_mirror_is_a_url_or_a_folder() {
        assertThat(Mirror.of("https://example.org/keras"))
                .isEqualTo(new Mirror.Web(URI.create("https://example.org/keras/")));
        assertThatThrownBy(() -> Mirror.of("http://a b"))
                .isInstanceOf(ZooException.class)
                .hasMessage("a mirror is a folder or a URL such as https://example.org/keras/, got 'http://a b'");
    }
}
