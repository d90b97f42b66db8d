package dev.glimpse.cli;

import dev.glimpse.zoo.Held;
import dev.glimpse.zoo.Zoo;
import dev.glimpse.zoo.architecture.Ending;
import dev.glimpse.zoo.architecture.KnownNetwork;
import dev.glimpse.zoo.weights.KnownWeights;
import dev.glimpse.zoo.weights.Top;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;

/** {@code glimpse zoo list}: which networks there are, and which weights are here. */
@Command(name = "list", description = "Show the networks of the zoo, and whose weights are here.")
final class ZooListCommand implements Runnable {

    private final Screen screen;

    ZooListCommand(Screen screen) {
        this.screen = screen;
    }

    @Override
    public void run() {
        Zoo zoo = Zoo.ofUser();
        List<Held> held = zoo.list();
        StringBuilder lines = new StringBuilder();
        line(lines, "network", "picture", "parameters", "licence", "weights that are here");
        for (KnownWeights weights : KnownWeights.all()) {
            KnownNetwork network = weights.network();
            String here = held.stream()
                    .filter(one -> one.file().network().equals(network.word()))
                    .map(one -> words(one, network))
                    .collect(Collectors.joining(", "));
            line(
                    lines,
                    network.word(),
                    network.usualSize() + "x" + network.usualSize(),
                    String.format(
                            Locale.ROOT,
                            "%,d",
                            network.architecture(Ending.imageNet())
                                    .parameterCount()
                                    .total()),
                    weights.licence(),
                    here.isEmpty() ? "-" : here);
        }
        screen.out().print(lines);
        screen.out()
                .println(String.format(
                        Locale.ROOT,
                        "%n%s: %s, %.1f MB",
                        zoo.folder(),
                        held.size() == 1 ? "1 file" : held.size() + " files",
                        held.stream().mapToLong(Held::bytes).sum() / 1e6));
    }

    private static void line(
            StringBuilder lines, String network, String picture, String parameters, String licence, String here) {
        lines.append(String.format(
                Locale.ROOT, "  %-19s %7s %12s   %-12s %s%n", network, picture, parameters, licence, here));
    }

    private static String words(Held held, KnownNetwork network) {
        return (held.file().top() == Top.WITH ? "with top" : "without top")
                + (held.file().size() == network.usualSize()
                        ? ""
                        : " for " + held.file().size() + "x" + held.file().size());
    }
}
