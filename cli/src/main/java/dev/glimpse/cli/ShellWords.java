package dev.glimpse.cli;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A command line that can be typed again. */
final class ShellWords {

    private static final Pattern PLAIN = Pattern.compile("[\\w@%+=:,./\\\\-]+");

    private ShellWords() {}

    /** What this program was called by, so that a command it prints works where it is pasted. */
    static String program() {
        return System.getProperty("glimpse.command", "glimpse");
    }

    /** The words with a space between, in quotes where the shell would read them otherwise. */
    static String of(List<String> words) {
        return words.stream().map(ShellWords::quoted).collect(Collectors.joining(" "));
    }

    private static String quoted(String word) {
        return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
