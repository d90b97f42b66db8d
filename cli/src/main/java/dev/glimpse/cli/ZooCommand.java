package dev.glimpse.cli;

import dev.glimpse.zoo.ZooException;
import dev.glimpse.zoo.architecture.KnownNetwork;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code glimpse zoo}: networks that others taught. */
@Command(
        name = "zoo",
        description = {
            "Networks that others taught with ImageNet, and their weights.",
            "",
            "Weights are kept in one folder for all projects: $GLIMPSE_ZOO, and else ~/.cache/glimpse/zoo. They are "
                    + "fetched from where Keras fetches them, or from $GLIMPSE_ZOO_MIRROR, a URL or a folder."
        },
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {ZooListCommand.class, ZooPullCommand.class, ZooAddCommand.class, ZooVerifyCommand.class})
final class ZooCommand implements Runnable {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before it runs the command
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command is missing: list, pull, add or verify");
    }

    /** The network that a user names. */
    static KnownNetwork network(String name) {
        return KnownNetwork.named(name)
                .orElseThrow(() -> new ZooException(
                        "there is no network '" + name + "' in the zoo: 'glimpse zoo list' shows them"));
    }
}
