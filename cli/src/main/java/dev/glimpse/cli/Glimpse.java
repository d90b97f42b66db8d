package dev.glimpse.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The {@code glimpse} command: the root under which every other command hangs. */
@Command(
        name = "glimpse",
        mixinStandardHelpOptions = true,
        versionProvider = Glimpse.Version.class,
        description = "Teaches a computer to see your things.")
public final class Glimpse implements Runnable {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it runs the command
    private CommandSpec spec;

    /**
     * Runs the command line and ends the process with its exit code: 0 for success, 1 for a failure, 2 for input that a
     * user can put right.
     */
    public static void main(String[] args) {
        System.exit(new CommandLine(new Glimpse()).execute(args));
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing");
    }

    /** The version as the jar's manifest has it. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            var version = Glimpse.class.getPackage().getImplementationVersion();
            return new String[] {"glimpse " + (version == null ? "(built in place)" : version)};
        }
    }
}
