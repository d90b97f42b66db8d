package dev.glimpse.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.lang.reflect.Constructor;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.IFactory;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** The {@code glimpse} command: the root under which every other command hangs. */
@Command(
        name = "glimpse",
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        versionProvider = Glimpse.Version.class,
        synopsisSubcommandLabel = "COMMAND",
        description = "Teaches a computer to see your things.",
        footer = {"", "More on a command: glimpse COMMAND --help"},
        subcommands = {
            DemoCommand.class,
            TrainCommand.class,
            SearchCommand.class,
            AddCommand.class,
            EnsembleCommand.class,
            PredictCommand.class,
            EvaluateCommand.class,
            SummaryCommand.class,
            ExportCommand.class,
            DataCommand.class,
            ZooCommand.class,
            FeaturesCommand.class,
            FilterCommand.class,
            RegressCommand.class,
            DoctorCommand.class,
            CompletionCommand.class
        })
public final class Glimpse implements Runnable {

    private static final String DEBUG = "--debug";

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it runs the command
    private CommandSpec spec;

    @Option(names = DEBUG, scope = ScopeType.INHERIT, description = "Show where an error came from.")
    private boolean debug;

    private Glimpse() {}

    /**
     * Runs the command line and ends the process with its exit code: 0 for success, 1 for a failure, 2 for input that a
     * user can put right.
     */
    public static void main(String[] args) {
        System.exit(run(Screen.ofProcess(), args));
    }

    /** Runs the command line on a screen and gives its exit code. */
    static int run(Screen screen, String... args) {
        int exitCode;
        try {
            exitCode = commandLine(screen).execute(args);
        } catch (Throwable thrown) {
            // picocli hands on what is no Exception, such as an OutOfMemoryError.
            exitCode = report(screen, thrown, Arrays.asList(args).contains(DEBUG));
        }
        Optional<IOException> broken = screen.flush();
        if (broken.isPresent() && exitCode == 0) {
            exitCode = Failure.FAILED;
            // A reader that has seen enough, such as head, is no error to speak of.
            if (!String.valueOf(broken.get().getMessage()).contains("Broken pipe")) {
                printError(screen, Failure.of(broken.get()));
            }
        }
        return exitCode;
    }

    static CommandLine commandLine(Screen screen) {
        Glimpse root = new Glimpse();
        CommandLine line = new CommandLine(root, new WithScreen(screen))
                .setOut(new PrintWriter(screen.out(), true, screen.out().charset()))
                .setErr(new PrintWriter(screen.err(), true, screen.err().charset()))
                .setColorScheme(CommandLine.Help.defaultColorScheme(screen.resultsInColour() ? Ansi.ON : Ansi.OFF))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpWidth(Math.clamp(screen.columns(), 60, 100))
                .setParameterExceptionHandler((wrong, _) -> refuse(screen, wrong))
                .setExecutionExceptionHandler((thrown, _, _) -> report(screen, thrown, root.debug));
        line.getHelpSectionMap().remove(CommandLine.Model.UsageMessageSpec.SECTION_KEY_EXIT_CODE_LIST);
        return line;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing");
    }

    /** Answers a command line that cannot be understood. */
    private static int refuse(Screen screen, ParameterException wrong) {
        String command = wrong.getCommandLine().getCommandSpec().qualifiedName();
        StringBuilder words = new StringBuilder(words(wrong));
        if (wrong instanceof UnmatchedArgumentException unmatched) {
            List<String> suggestions = unmatched.getSuggestions();
            if (!suggestions.isEmpty()) {
                words.append("; did you mean ")
                        .append(String.join(" or ", suggestions))
                        .append('?');
            }
        }
        words.append(" (").append(command).append(" --help says what there is)");
        printError(screen, new Failure(Failure.WRONG_INPUT, words.toString()));
        return Failure.WRONG_INPUT;
    }

    private static String words(ParameterException wrong) {
        if (wrong instanceof UnmatchedArgumentException unmatched && !unmatched.isUnknownOption()) {
            String given = "'" + unmatched.getUnmatched().getFirst() + "'";
            return wrong.getCommandLine().getSubcommands().isEmpty()
                    ? given + " is one argument too many"
                    : "there is no command " + given;
        }
        String words = String.valueOf(wrong.getMessage());
        return words.isEmpty() ? words : words.substring(0, 1).toLowerCase(Locale.ROOT) + words.substring(1);
    }

    /** Answers a command that failed. */
    private static int report(Screen screen, Throwable thrown, boolean debug) {
        Failure failure = Failure.of(thrown);
        if (debug) {
            thrown.printStackTrace(screen.err());
        }
        printError(screen, failure);
        return failure.exitCode();
    }

    /** Prints one line on what went wrong. */
    static void printError(Screen screen, Failure failure) {
        screen.err().println(screen.errorsInColour() ? "\u001b[31m" + failure.line() + "\u001b[0m" : failure.line());
    }

    /** The version as the jar's manifest has it. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            var version = Glimpse.class.getPackage().getImplementationVersion();
            return new String[] {"glimpse " + (version == null ? "(built in place)" : version)};
        }
    }

    /** Makes commands that want a screen with this one, and everything else as picocli does. */
    private record WithScreen(Screen screen) implements IFactory {

        @Override
        public <K> K create(Class<K> type) throws Exception {
            for (Constructor<?> constructor : type.getDeclaredConstructors()) {
                if (Arrays.equals(constructor.getParameterTypes(), new Class<?>[] {Screen.class})) {
                    return type.cast(constructor.newInstance(screen));
                }
            }
            return CommandLine.defaultFactory().create(type);
        }
    }
}
