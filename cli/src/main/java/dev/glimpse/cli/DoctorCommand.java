package dev.glimpse.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code glimpse doctor}: what Glimpse finds on this machine, and what is wrong with it. */
@Command(
        name = "doctor",
        description = {
            "Say what Glimpse finds on this machine, and what is wrong with it.",
            "",
            "It looks at Java, processor, engine, memory and disk, and says of each problem what to do about it. The exit "
                    + "code is 1 if Glimpse does not work here.",
            ""
        })
final class DoctorCommand implements Callable<Integer> {

    private final Screen screen;

    @Option(names = "--json", description = "Answer in JSON.")
    private boolean json;

    DoctorCommand(Screen screen) {
        this.screen = screen;
    }

    @Override
    public Integer call() {
        Checkup checkup = new Doctor(Path.of("").toAbsolutePath()).examine();
        screen.out().print(json ? checkup.json() : checkup.text());
        return checkup.works() ? 0 : Failure.FAILED;
    }
}
