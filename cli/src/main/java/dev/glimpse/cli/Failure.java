package dev.glimpse.cli;

import dev.glimpse.classifier.ClassifierException;
import dev.glimpse.classifier.embedding.EmbeddingException;
import dev.glimpse.classifier.evaluation.EvaluationException;
import dev.glimpse.data.item.DataException;
import dev.glimpse.image.ImageException;
import dev.glimpse.learn.LearnException;
import dev.glimpse.nn.NnException;
import dev.glimpse.nn.script.ScriptException;
import dev.glimpse.onnx.OnnxException;
import dev.glimpse.tensor.TensorException;
import dev.glimpse.zoo.ZooException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What the user is told when a command does not succeed.
 *
 * @param exitCode what the process ends with
 * @param message one line that says what was expected, what came, and the fix
 * @param more lines below it; most failures have none
 */
record Failure(int exitCode, String message, List<String> more) {

    /** Something failed that is not the fault of what the user typed. */
    static final int FAILED = 1;

    /** Something the user can put right. */
    static final int WRONG_INPUT = 2;

    /** The break before an entry of an indented list, other than the first one behind the colon. */
    private static final Pattern LIST_ENTRY = Pattern.compile("([^:\\s])\\h*\\R  (?=\\S)");

    Failure {
        message = oneLine(message);
        more = more.stream().map(Failure::harmless).toList();
    }

    /** A failure that one line tells. */
    Failure(int exitCode, String message) {
        this(exitCode, message, List.of());
    }

    /** What to tell of an exception. */
    static Failure of(Throwable thrown) {
        return switch (thrown) {
            case ScriptException wrong -> {
                List<String> lines = words(wrong).lines().toList();
                yield new Failure(WRONG_INPUT, lines.getFirst(), lines.subList(1, lines.size()));
            }
            case NnException wrong -> wrongInput(wrong);
            case DataException wrong -> wrongInput(wrong);
            case ImageException wrong -> wrongInput(wrong);
            case ClassifierException wrong -> wrongInput(wrong);
            case EvaluationException wrong -> wrongInput(wrong);
            case EmbeddingException wrong -> wrongInput(wrong);
            case OnnxException wrong -> wrongInput(wrong);
            case ZooException wrong -> wrongInput(wrong);
            case LearnException wrong -> wrongInput(wrong);
            case TensorException wrong -> wrongInput(wrong);
            case UncheckedIOException wrapped when wrapped.getCause() != null -> ofIo(wrapped.getCause());
            case IOException io -> ofIo(io);
            case OutOfMemoryError _ ->
                new Failure(
                        FAILED,
                        "out of memory: the heap may grow to "
                                + (Runtime.getRuntime().maxMemory() >> 20)
                                + " MB; give more with GLIMPSE_OPTS=-Xmx4g, or work in smaller batches");
            default ->
                new Failure(
                        FAILED,
                        "this is a bug in Glimpse, sorry: " + thrown + "; run it again with --debug for the details");
        };
    }

    /** What is printed: one line, and those below it. */
    String line() {
        return more.isEmpty() ? "glimpse: " + message : "glimpse: " + message + "\n" + String.join("\n", more);
    }

    private static Failure wrongInput(RuntimeException wrong) {
        // A module's own exception may carry news of a full disk.
        if (wrong.getCause() instanceof IOException io && isFull(io)) {
            return ofIo(io);
        }
        return new Failure(WRONG_INPUT, words(wrong));
    }

    private static Failure ofIo(IOException io) {
        return switch (io) {
            case FileSystemException full
            when isFull(full) -> new Failure(FAILED, "the disk is full: " + full.getFile());
            case NoSuchFileException missing ->
                new Failure(WRONG_INPUT, "there is no file or folder " + missing.getFile());
            case AccessDeniedException denied ->
                new Failure(WRONG_INPUT, "no permission to read or write " + denied.getFile());
            case NotDirectoryException file -> new Failure(WRONG_INPUT, file.getFile() + " is not a folder");
            case FileAlreadyExistsException there ->
                new Failure(WRONG_INPUT, there.getFile() + " is there already: move it away or name another");
            case DirectoryNotEmptyException folder ->
                new Failure(WRONG_INPUT, folder.getFile() + " is a folder with files in it: name a file");
            case FileNotFoundException missing -> new Failure(WRONG_INPUT, words(missing));
            case FileSystemException loop
            when words(loop).contains("symbolic links") ->
                new Failure(WRONG_INPUT, loop.getFile() + " is a symbolic link that leads back to itself");
            default -> new Failure(FAILED, isFull(io) ? "the disk is full" : "reading or writing failed: " + words(io));
        };
    }

    private static boolean isFull(IOException io) {
        String words = words(io).toLowerCase(Locale.ROOT);
        return words.contains("no space left")
                || words.contains("not enough space")
                || words.contains("disk quota exceeded");
    }

    private static String words(Exception exception) {
        return Optional.ofNullable(exception.getMessage())
                .orElse(exception.getClass().getSimpleName());
    }

    /** The message on one line, without what would command the terminal: it may quote a stranger's file name. */
    static String oneLine(String message) {
        return harmless(LIST_ENTRY.matcher(message.strip()).replaceAll("$1; ").replaceAll("\\s*\\R\\s*", " "));
    }

    private static String harmless(String line) {
        return line.codePoints()
                .map(point ->
                        Character.isISOControl(point) || Character.getType(point) == Character.FORMAT ? 0xFFFD : point)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
