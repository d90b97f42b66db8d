package dev.glimpse.cli;

import dev.glimpse.classifier.mend.MendOutcome;
import dev.glimpse.classifier.mend.MendOutcome.Move;
import dev.glimpse.classifier.mend.Mending;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code glimpse data apply}: what a plan says, done or taken back. */
@Command(
        name = "apply",
        description = {
            "Carry out a plan of glimpse data check DATA --fix PLAN: pictures are moved, never removed or overwritten, and "
                    + "--undo brings them back.",
            "",
            "Before anything is moved, the whole plan is checked. A run that was cut short is gone on with by the same "
                    + "command.",
            ""
        })
final class DataApplyCommand implements Callable<Integer> {

    private static final int MOST_NAMED = 10;

    private final Screen screen;

    @Parameters(paramLabel = "PLAN", description = "The plan, a JSON file. Steps with \"on\": true are done.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before it runs the command
    private Path plan;

    @Option(names = "--undo", order = 1, description = "Take back what was done: every picture gets its old name.")
    private boolean undo;

    @Option(names = "--dry-run", order = 2, description = "Only say what would be moved.")
    private boolean dryRun;

    DataApplyCommand(Screen screen) {
        this.screen = screen;
    }

    @Override
    public Integer call() {
        MendOutcome outcome;
        try (ProgressLine progress =
                new ProgressLine(screen, "Moving pictures", ProgressLine.Unit.PIECES, ProgressLine.AtEnd.ERASED)) {
            Mending mending = Mending.of(plan).progress((done, all) -> progress.at(done, OptionalLong.of(all)));
            if (undo) {
                outcome = dryRun ? mending.previewUndo() : mending.undo();
            } else {
                outcome = dryRun ? mending.preview() : mending.apply();
            }
        }
        if (dryRun) {
            outcome.moves().forEach(this::print);
        }
        screen.out().println(Failure.oneLine(undo ? undone(outcome) : done(outcome)));
        if (outcome.left().isEmpty()) {
            return 0;
        }
        Glimpse.printError(screen, new Failure(Failure.WRONG_INPUT, left(outcome.left()), some(outcome.left())));
        return Failure.WRONG_INPUT;
    }

    private void print(Move move) {
        screen.out().println(Failure.oneLine(move.from() + " -> " + move.to()));
    }

    private String done(MendOutcome outcome) {
        int moved = outcome.moves().size();
        String before = outcome.before() == 0 ? "" : "; " + pictures(outcome.before()) + " had been moved before";
        if (moved == 0) {
            return "Nothing to do: no step of " + plan + " is on and not done yet" + before;
        }
        long aside = outcome.moves().stream()
                .filter(move -> move.to().startsWith(outcome.setAside().getFileName() + "/"))
                .count();
        String where = aside == 0
                ? "all to other classes"
                : (aside == moved ? "all" : aside + " of them") + " set aside in " + outcome.setAside();
        if (dryRun) {
            return pictures(moved) + " of " + outcome.dataset() + " would be moved, " + where + before;
        }
        return "Moved " + pictures(moved) + " of " + outcome.dataset() + ", " + where + before + ". Take it back with: "
                + ShellWords.program() + " " + ShellWords.of(List.of("data", "apply", plan.toString(), "--undo"));
    }

    private String undone(MendOutcome outcome) {
        return dryRun
                ? pictures(outcome.moves().size()) + " of " + outcome.dataset() + " would get their old names"
                : "Brought back " + pictures(outcome.moves().size()) + " of " + outcome.dataset();
    }

    private static String left(List<String> left) {
        return pictures(left.size()) + " cannot be brought back as it is now, and nothing of "
                + (left.size() == 1 ? "it" : "them") + " was touched:";
    }

    private static List<String> some(List<String> left) {
        List<String> lines = new ArrayList<>(
                left.stream().limit(MOST_NAMED).map(line -> "  " + line).toList());
        if (left.size() > MOST_NAMED) {
            lines.add("  and " + (left.size() - MOST_NAMED) + " more");
        }
        return lines;
    }

    private static String pictures(int count) {
        return count == 1 ? "1 picture" : String.format(Locale.ROOT, "%,d pictures", count);
    }
}
