package dev.glimpse.data.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.glimpse.data.item.DataException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DownloadTest {

    private static final int SIZE = 300_000;

    @TempDir
    Path folder;

    private final byte[] content = new byte[SIZE];
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        new Random(1).nextBytes(content);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        threads.shutdownNow();
    }

    private static FetchOptions quick(FetchOptions fetch) {
        return fetch.connect(Duration.ofSeconds(5)).stall(Duration.ofSeconds(5)).pause(Duration.ofMillis(1));
    }

    /** How a server answers; what it is given is the first byte that was asked for. */
    private interface Answer {
        void give(HttpExchange exchange, int from) throws IOException;
    }

    private URI serve(String path, Answer answer) {
        server.createContext(path, exchange -> {
            String range = exchange.getRequestHeaders().getFirst("Range");
            requests.add(path + (range == null ? "" : " " + range));
            int from = range == null ? 0 : Integer.parseInt(range.replaceAll("bytes=(\\d+)-", "$1"));
            try (exchange) {
                answer.give(exchange, from);
            }
        });
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    private void whole(HttpExchange exchange, int from) throws IOException {
        send(exchange, from, SIZE);
    }

    /** Promises everything from a place on, and breaks off before {@code to}. */
    private void send(HttpExchange exchange, int from, int to) throws IOException {
        exchange.getResponseHeaders().set("ETag", "\"one\"");
        if (from > 0) {
            exchange.getResponseHeaders().set("Content-Range", "bytes " + from + "-" + (SIZE - 1) + "/" + SIZE);
        }
        exchange.sendResponseHeaders(from > 0 ? 206 : 200, SIZE - from);
        exchange.getResponseBody().write(content, from, to - from);
        exchange.getResponseBody().flush();
    }

    private Answer status(int code) {
        return (exchange, from) -> exchange.sendResponseHeaders(code, -1);
    }

    private Download download(URI... mirrors) throws Exception {
        String sum =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        return new Download("digits.gz", List.of(mirrors), Optional.of(Checksum.sha256(sum)), OptionalLong.of(SIZE));
    }

    private Path target() {
        return folder.resolve("deep/digits.gz");
    }

    private void arrives(Download download) throws IOException {
        download.to(target(), DownloadTest::quick);
        assertThat(Files.readAllBytes(target())).isEqualTo(content);
        assertThat(folder.resolve("deep")).isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void a_file_arrives_with_progress_and_is_not_fetched_twice() throws Exception {
        List<Long> progress = new CopyOnWriteArrayList<>();
        Download download = download(serve("/a", this::whole));
        download.to(
                target(),
                fetch -> fetch.progress((name, done, all) -> {
                    assertThat(all).hasValue(SIZE);
                    progress.add(done);
                }));
        assertThat(Files.readAllBytes(target())).isEqualTo(content);
        assertThat(progress).isSorted().last().isEqualTo((long) SIZE);
        download.to(target());
        assertThat(requests).containsExactly("/a");
    }

    @Test
    void a_transfer_that_breaks_off_goes_on_from_there() throws Exception {
        arrives(download(serve("/a", (exchange, from) -> send(exchange, from, Math.min(SIZE, from + 70_000)))));
        assertThat(requests).hasSizeGreaterThan(3).first().isEqualTo("/a");
        assertThat(requests.get(1)).startsWith("/a bytes=");
    }

    @Test
    void what_an_earlier_program_left_is_gone_on_from() throws Exception {
        Files.createDirectories(target().getParent());
        Files.write(target().resolveSibling("digits.gz.part"), Arrays.copyOf(content, 123_456));
        arrives(download(serve("/a", this::whole)));
        assertThat(requests).containsExactly("/a bytes=123456-");
    }

    @Test
    void what_an_earlier_program_left_of_another_file_is_fetched_anew() throws Exception {
        Files.createDirectories(target().getParent());
        Files.write(target().resolveSibling("digits.gz.part"), new byte[1000]);
        arrives(download(serve("/a", this::whole)));
        assertThat(requests).containsExactly("/a bytes=1000-", "/a");
    }

    @Test
    void a_server_that_cannot_resume_is_asked_for_everything() throws Exception {
        int[] count = {0};
        arrives(download(serve("/a", (exchange, from) -> {
            count[0]++;
            send(exchange, 0, count[0] == 1 ? 50_000 : SIZE);
        })));
        assertThat(requests).hasSize(2);
    }

    @Test
    void a_file_that_changed_in_between_is_fetched_anew() throws Exception {
        int[] count = {0};
        arrives(download(serve("/a", (exchange, from) -> {
            count[0]++;
            if (count[0] == 1) {
                send(exchange, 0, 50_000);
            } else {
                assertThat(exchange.getRequestHeaders().getFirst("If-Range")).isEqualTo("\"one\"");
                send(exchange, 0, SIZE);
            }
        })));
    }

    @Test
    void a_mirror_that_lacks_the_file_is_followed_by_the_next() throws Exception {
        arrives(download(serve("/missing", status(404)), serve("/broken", status(503)), serve("/c", this::whole)));
        assertThat(requests).containsExactly("/missing", "/broken", "/broken", "/broken", "/c");
    }

    @Test
    void a_mirror_that_does_not_answer_is_followed_by_the_next() throws Exception {
        int closed;
        try (ServerSocket socket = new ServerSocket(0)) {
            closed = socket.getLocalPort();
        }
        arrives(download(URI.create("http://127.0.0.1:" + closed + "/x"), serve("/b", this::whole)));
    }

    @Test
    void a_mirror_with_another_file_is_followed_by_the_next() throws Exception {
        URI other = serve("/other", (exchange, from) -> {
            exchange.sendResponseHeaders(200, SIZE);
            exchange.getResponseBody().write(new byte[SIZE]);
        });
        arrives(download(other, serve("/b", this::whole)));
        assertThat(requests).containsExactly("/other", "/b");
    }

    @Test
    void a_transfer_that_stands_still_is_given_up() throws Exception {
        URI stuck = serve("/stuck", (exchange, from) -> {
            send(exchange, from, from + 10);
            // Holds the connection open until the client hangs up, which the next writes will show.
            OutputStream body = exchange.getResponseBody();
            assertThat(body).isNotNull();
            java.util.concurrent.locks.LockSupport.parkNanos(
                    Duration.ofSeconds(3).toNanos());
        });
        Download download = download(stuck, serve("/b", this::whole));
        download.to(target(), fetch -> quick(fetch).attempts(1).stall(Duration.ofMillis(200)));
        assertThat(Files.readAllBytes(target())).isEqualTo(content);
        assertThat(requests).last().asString().startsWith("/b");
    }

    @Test
    void a_file_that_is_too_long_is_not_read_to_its_end() throws Exception {
        URI endless = serve("/endless", (exchange, from) -> {
            exchange.sendResponseHeaders(200, 0);
            for (int i = 0; i < 1_000; i++) {
                exchange.getResponseBody().write(content);
            }
        });
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> download(endless).to(target(), DownloadTest::quick))
                .withMessageContaining("longer than 300000 bytes");
    }

    @Test
    void when_no_mirror_has_it_each_ones_answer_is_told_and_nothing_is_in_place() throws Exception {
        Download download = download(serve("/missing", status(404)), serve("/broken", status(500)));
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> download.to(target(), DownloadTest::quick))
                .withMessageContaining("/missing: the server answered 404")
                .withMessageContaining("/broken: the server answered 500");
        assertThat(target()).doesNotExist();
    }

    @Test
    void another_file_in_its_place_is_not_overwritten() throws Exception {
        Files.createDirectories(target().getParent());
        Files.writeString(target(), "mine");
        Download download = download(serve("/a", this::whole));
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> download.to(target(), DownloadTest::quick))
                .withMessageContaining("move it away");
        assertThat(target()).hasContent("mine");
    }

    @Test
    void a_file_without_a_checksum_is_believed() throws Exception {
        new Download("digits.gz", List.of(serve("/a", this::whole)), Optional.empty(), OptionalLong.empty())
                .to(target(), DownloadTest::quick);
        assertThat(target()).hasBinaryContent(content);
    }

    @Test
    void a_folder_can_have_the_file_too() throws Exception {
        Path copy = Files.write(folder.resolve("copy.gz"), content);
        arrives(download(folder.resolve("gone.gz").toUri(), copy.toUri()));
        assertThat(copy).exists();
    }

    @Test
    void two_who_want_the_same_fetch_it_once() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch waited = new CountDownLatch(1);
        Download download = download(serve("/a", (exchange, from) -> {
            begun.countDown();
            try {
                assertThat(waited.await(20, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
            whole(exchange, from);
        }));
        Future<?> first = threads.submit(() -> download.to(target(), fetch -> fetch.connect(Duration.ofSeconds(30))));
        assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
        download.to(target(), fetch -> fetch.progress((name, done, all) -> waited.countDown()));
        first.get(20, TimeUnit.SECONDS);
        assertThat(target()).hasBinaryContent(content);
        assertThat(requests).containsExactly("/a");
        assertThat(folder.resolve("deep")).isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void mnist_is_four_files_with_three_addresses_each() {
        assertThat(Mnist.files(Mnist.MIRRORS)).hasSize(4).allSatisfy(file -> {
            assertThat(file.mirrors()).hasSize(3);
            assertThat(file.checksum().orElseThrow().hex()).hasSize(32);
            assertThat(file.mirrors().getFirst())
                    .hasToString("https://ossci-datasets.s3.amazonaws.com/mnist/" + file.name());
        });
    }
}
