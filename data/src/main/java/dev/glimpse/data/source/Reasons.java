package dev.glimpse.data.source;

import dev.glimpse.image.ImageException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.util.Objects;

/** Why a file cannot be read, in words that go on after its name. */
public final class Reasons {

    private Reasons() {}

    /** What an operating system's refusal means. */
    public static String of(IOException failure) {
        return switch (failure) {
            case AccessDeniedException _ -> "permission denied";
            case NoSuchFileException _ -> "no such file";
            case FileSystemLoopException _ -> "a link that leads back to its own folder";
            default ->
                Objects.requireNonNullElse(
                        failure.getMessage(), failure.getClass().getSimpleName());
        };
    }

    /** What is wrong with a picture that errors call {@code name}. */
    public static String of(ImageException failure, String name) {
        String message = Objects.requireNonNullElse(failure.getMessage(), "cannot be decoded");
        return message.startsWith(name + ": ") ? message.substring(name.length() + 2) : message;
    }
}
