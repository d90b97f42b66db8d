package dev.glimpse.cli;

import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code glimpse completion}: a script with which bash and zsh complete Glimpse's commands and options. */
@Command(
        name = "completion",
        description = "Print a script that makes bash and zsh complete Glimpse's commands.",
        footer = {
            "",
            "For this shell:      source <(glimpse completion)",
            "For every new one:   add that line to ~/.bashrc or ~/.zshrc"
        })
final class CompletionCommand implements Runnable {

    private final Screen screen;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it runs the command
    private CommandSpec spec;

    CompletionCommand(Screen screen) {
        this.screen = screen;
    }

    @Override
    public void run() {
        screen.out().print(AutoComplete.bash("glimpse", spec.root().commandLine()));
    }
}
