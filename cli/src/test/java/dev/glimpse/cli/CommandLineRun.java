package dev.glimpse.cli;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * One run of the command in this process, and what it printed.
 *
 * @param exitCode what the process would end with
 * @param out what it wrote to standard output
 * @param err what it wrote to standard error
 */
record CommandLineRun(int exitCode, String out, String err) {

    /** Runs {@code glimpse} with output that goes to files. */
    static CommandLineRun glimpse(String... args) {
        return glimpse(Screen.Reader.PROGRAM, Map.of(), args);
    }

    /** Runs {@code glimpse} with output that this reader reads, in this environment. */
    static CommandLineRun glimpse(Screen.Reader reader, Map<String, String> environment, String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int exitCode = Glimpse.run(new Screen(out, reader, err, reader, environment), args);
        return new CommandLineRun(exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
