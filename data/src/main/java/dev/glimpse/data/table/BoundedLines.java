package dev.glimpse.data.table;

import dev.glimpse.data.item.DataException;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Path;
import java.util.Optional;

/** The lines of a file, none of which may be longer than a limit: a file without line breaks must not fill the memory. */
final class BoundedLines {

    private final Reader reader;
    private final int longest;
    private boolean afterReturn;

    BoundedLines(Reader reader, int longest) {
        this.reader = reader;
        this.longest = longest;
    }

    /** The next line without its end; nothing behind the last one. */
    Optional<String> next(Path file) throws IOException {
        StringBuilder line = new StringBuilder();
        int c = reader.read();
        if (afterReturn && c == '\n') {
            c = reader.read();
        }
        afterReturn = false;
        if (c < 0) {
            return Optional.empty();
        }
        while (c >= 0 && c != '\n' && c != '\r') {
            if (line.length() == longest) {
                throw new DataException(file + " is no table: a line has more than " + longest + " characters");
            }
            line.append((char) c);
            c = reader.read();
        }
        afterReturn = c == '\r';
        return Optional.of(line.toString());
    }
}
