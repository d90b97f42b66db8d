package dev.glimpse.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code glimpse data}: what is done with datasets apart from learning from them. */
@Command(
        name = "data",
        description = "Look into datasets, find what is wrong with them, mend them, or fetch one.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {DataInfoCommand.class, DataCheckCommand.class, DataApplyCommand.class, DataFetchCommand.class})
final class DataCommand implements Runnable {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it runs the command
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing: info, check, apply or fetch");
    }
}
