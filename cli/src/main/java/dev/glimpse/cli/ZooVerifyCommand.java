package dev.glimpse.cli;

import dev.glimpse.zoo.Held;
import dev.glimpse.zoo.Zoo;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code glimpse zoo verify}: whether the weights are still what they were. */
@Command(
        name = "verify",
        description = {
            "Read all weights through: whether they are what was published, or what they were when they came, and whether "
                    + "they open. If one is not, the exit code is 2.",
            ""
        })
final class ZooVerifyCommand implements Callable<Integer> {

    private final Screen screen;

    ZooVerifyCommand(Screen screen) {
        this.screen = screen;
    }

    @Override
    public Integer call() {
        Zoo zoo = Zoo.ofUser();
        List<Held> files = zoo.list();
        int wrong = 0;
        for (Held held : files) {
            Held.Verdict verdict = zoo.verify(held);
            if (verdict.problem().isPresent()) {
                wrong++;
                Glimpse.printError(
                        screen,
                        new Failure(
                                Failure.WRONG_INPUT,
                                held.path() + " is damaged: "
                                        + verdict.problem().get() + "; 'glimpse zoo pull' fetches it anew"));
            } else {
                screen.out().println(held.path() + ": sound");
            }
        }
        if (files.isEmpty()) {
            screen.out().println("There are no weights in " + zoo.folder() + ".");
        }
        return wrong == 0 ? 0 : Failure.WRONG_INPUT;
    }
}
