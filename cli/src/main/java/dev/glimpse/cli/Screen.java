package dev.glimpse.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Where a command writes to: results on one stream, progress and errors on another, and what each can show. */
final class Screen {

    private static final int USUAL_COLUMNS = 80;
    private static final int WIDEST = 120;

    /** What reads a stream. */
    enum Reader {
        /** A person at a terminal. */
        PERSON,
        /** A file or another program. */
        PROGRAM
    }

    private final Watched results;
    private final PrintStream out;
    private final PrintStream err;
    private final Reader outReader;
    private final Reader errReader;
    private final Map<String, String> environment;
    private final Supplier<Optional<Integer>> terminalColumns;

    /** A screen of any two streams; {@code environment} is that of the process. */
    Screen(OutputStream out, Reader outReader, OutputStream err, Reader errReader, Map<String, String> environment) {
        this(
                out,
                outReader,
                StandardCharsets.UTF_8,
                err,
                errReader,
                StandardCharsets.UTF_8,
                environment,
                Optional::empty);
    }

    private Screen(
            OutputStream out,
            Reader outReader,
            Charset outCharset,
            OutputStream err,
            Reader errReader,
            Charset errCharset,
            Map<String, String> environment,
            Supplier<Optional<Integer>> terminalColumns) {
        this.results = new Watched(out);
        this.out = new PrintStream(results, false, outCharset);
        this.err = new PrintStream(err, true, errCharset);
        this.outReader = outReader;
        this.errReader = errReader;
        this.environment = Map.copyOf(environment);
        this.terminalColumns = terminalColumns;
    }

    /** The screen of this process. */
    static Screen ofProcess() {
        return new Screen(
                new FileOutputStream(FileDescriptor.out),
                reader(1),
                System.out.charset(),
                new FileOutputStream(FileDescriptor.err),
                reader(2),
                System.err.charset(),
                System.getenv(),
                Screen::askTerminal);
    }

    /** Where results go. */
    PrintStream out() {
        return out;
    }

    /** Where progress and errors go. */
    PrintStream err() {
        return err;
    }

    /** Whether results are in colour: for a person at a terminal who has not set {@code NO_COLOR}. */
    boolean resultsInColour() {
        return outReader == Reader.PERSON && wantsColour();
    }

    /** Whether errors are in colour. */
    boolean errorsInColour() {
        return errReader == Reader.PERSON && wantsColour();
    }

    /** Whether a person watches the progress, so that a line may be drawn over again. */
    boolean isWatched() {
        return errReader == Reader.PERSON && !"dumb".equals(environment.get("TERM"));
    }

    private boolean wantsColour() {
        return environment.getOrDefault("NO_COLOR", "").isEmpty() && !"dumb".equals(environment.get("TERM"));
    }

    /** How many columns a line has: the terminal's, but no more than are easily read; 80 if nobody knows. */
    int columns() {
        return Math.clamp(columnsOfEnvironment().or(terminalColumns).orElse(USUAL_COLUMNS), 20, WIDEST);
    }

    private Optional<Integer> columnsOfEnvironment() {
        return number(environment.getOrDefault("COLUMNS", ""));
    }

    /**
     * Sends what has been printed on its way.
     *
     * @return why the results could not be written, if they could not
     */
    Optional<IOException> flush() {
        out.flush();
        err.flush();
        return Optional.ofNullable(results.failure);
    }

    /**
     * Who reads one of the process's streams. Java cannot say it of each stream alone, but Linux can; elsewhere both
     * count as a terminal's if the console is one.
     */
    @SuppressWarnings("SystemConsoleNull") // true of JDK 22 to 24 only
    private static Reader reader(int descriptor) {
        Path link = Path.of("/proc/self/fd/" + descriptor);
        if (Files.isSymbolicLink(link)) {
            try {
                String target = Files.readSymbolicLink(link).toString();
                boolean terminal = target.startsWith("/dev/pts/")
                        || target.startsWith("/dev/tty")
                        || target.equals("/dev/console");
                return terminal ? Reader.PERSON : Reader.PROGRAM;
            } catch (IOException _) {
                return Reader.PROGRAM;
            }
        }
        var console = System.console();
        return console != null && console.isTerminal() ? Reader.PERSON : Reader.PROGRAM;
    }

    /** Asks {@code stty} for the terminal's width, where there is one. */
    private static Optional<Integer> askTerminal() {
        if (reader(1) == Reader.PROGRAM && reader(2) == Reader.PROGRAM) {
            return Optional.empty();
        }
        try {
            Process stty = new ProcessBuilder("stty", "size")
                    .redirectInput(Path.of("/dev/tty").toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String answer = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
            if (!stty.waitFor(1, TimeUnit.SECONDS)) {
                stty.destroy();
            }
            return number(answer.substring(answer.indexOf(' ') + 1)).filter(columns -> columns > 0);
        } catch (IOException _) {
            return Optional.empty();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private static Optional<Integer> number(String digits) {
        try {
            return Optional.of(Integer.parseInt(digits));
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }

    /** A stream that remembers why it broke, which {@link PrintStream} forgets. */
    private static final class Watched extends FilterOutputStream {

        private volatile @org.jspecify.annotations.Nullable IOException failure;

        Watched(OutputStream target) {
            super(target);
        }

        @Override
        public void write(byte[] bytes, int start, int length) throws IOException {
            try {
                out.write(bytes, start, length);
            } catch (IOException e) {
                failure = e;
                throw e;
            }
        }
    }
}
