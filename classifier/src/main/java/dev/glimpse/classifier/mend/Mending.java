package dev.glimpse.classifier.mend;

import dev.glimpse.classifier.mend.Disk.Moment;
import dev.glimpse.classifier.mend.MendOutcome.Move;
import dev.glimpse.classifier.mend.PlanCheck.Intent;
import dev.glimpse.classifier.mend.Step.Choice;
import dev.glimpse.data.OpenOptions.Progress;
import dev.glimpse.data.item.DataException;
import dev.glimpse.data.source.FolderSource;
import dev.glimpse.data.source.Reasons;
import dev.glimpse.data.source.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;

/**
 * The carrying out of a plan, and the taking back.
 *
 * <p>Before anything is moved, all of the plan is checked. Each move is written into a journal beside the plan ({@code
 * plan.json.journal}) first; so whoever comes after a killed process goes on with it, or takes it back. Nothing is removed and
 * nothing overwritten: a name that is taken gets a number. What was done once is not done again.
 *
 * <p>Only a dataset that is a folder of class folders can be mended: in a zip or in IDX files nothing can be moved.
 */
public final class Mending {

    private final Path planFile;
    private final Progress progress;
    private final Disk disk;

    Mending(Path planFile, Progress progress, Disk disk) {
        this.planFile = planFile.toAbsolutePath();
        this.progress = progress;
        this.disk = disk;
    }

    /** The mending that a plan's file describes. */
    public static Mending of(Path planFile) {
        return new Mending(planFile, (_, _) -> {}, Disk.real());
    }

    /** Tells {@code listener} how many pictures were moved. */
    public Mending progress(Progress listener) {
        return new Mending(planFile, listener, disk);
    }

    /**
     * What {@link #apply} would do.
     *
     * @throws DataException as {@link #apply} has it
     */
    public MendOutcome preview() {
        Plan plan = Plan.read(planFile);
        MendedFolder folder = folder(plan);
        try (Journal journal = Journal.open(planFile, folder, disk)) {
            requireFinished(journal, "--dry-run");
            List<Transfer> standing = journal.standing();
            List<Intent> intents = intents(plan, folder, standing);
            return new MendOutcome(
                    folder.dataset(),
                    folder.setAside(),
                    intents.stream()
                            .map(intent -> move(folder, intent.from(), intent.to()))
                            .toList(),
                    standing.size(),
                    List.of());
        } catch (IOException e) {
            throw broken(e, 0, 0);
        }
    }

    /**
     * Does what the plan says and what is not done yet.
     *
     * @throws DataException before anything is moved if any step cannot be done as planned; and if one fails later, it says how
     *     many are done
     */
    public MendOutcome apply() {
        Plan plan = Plan.read(planFile);
        MendedFolder folder = folder(plan);
        List<Move> moves = new ArrayList<>();
        int all = 0;
        try (FolderLock _ = FolderLock.of(folder);
                Journal journal = Journal.open(planFile, folder, disk)) {
            Mover mover = new Mover(folder, disk);
            recover(journal, mover);
            int before = journal.standing().size();
            List<Intent> intents = intents(plan, folder, journal.standing());
            all = intents.size();
            for (Intent intent : intents) {
                carry(
                        journal,
                        mover,
                        folder,
                        intent.from(),
                        intent.to(),
                        intent.step().sha256(),
                        OptionalInt.empty());
                moves.add(move(folder, intent.from(), intent.to()));
                progress.at(moves.size(), all);
            }
            return new MendOutcome(folder.dataset(), folder.setAside(), moves, before, List.of());
        } catch (IOException | StepFailed e) {
            throw broken(e, moves.size(), all);
        }
    }

    /**
     * What {@link #undo} would do.
     *
     * @throws DataException as {@link #undo} has it
     */
    public MendOutcome previewUndo() {
        MendedFolder folder = MendedFolder.of(Plan.read(planFile).dataset());
        try (Journal journal = Journal.open(planFile, folder, disk)) {
            requireSomething(journal);
            requireFinished(journal, "--dry-run");
            List<Move> moves = new ArrayList<>();
            List<String> left = new ArrayList<>();
            for (Transfer transfer : journal.standing().reversed()) {
                String obstacle = obstacle(folder, transfer);
                if (obstacle.isEmpty()) {
                    moves.add(move(folder, transfer.to(), transfer.from()));
                } else if (!isBack(folder, transfer)) {
                    left.add(obstacle);
                }
            }
            return new MendOutcome(folder.dataset(), folder.setAside(), moves, 0, left);
        } catch (IOException e) {
            throw broken(e, 0, 0);
        }
    }

    /**
     * Takes back what was done of the plan, whether all of it was or not: every picture gets its old name.
     *
     * <p>A picture that was changed since, or whose old name somebody else has now, stays where it is and is told; it can be
     * taken back later.
     *
     * @throws DataException if nothing was done, or a move fails
     */
    public MendOutcome undo() {
        MendedFolder folder = MendedFolder.of(Plan.read(planFile).dataset());
        requireSomething(Journal.open(planFile, folder, disk));
        List<Move> moves = new ArrayList<>();
        List<String> left = new ArrayList<>();
        int all = 0;
        try (FolderLock _ = FolderLock.of(folder);
                Journal journal = Journal.open(planFile, folder, disk)) {
            Mover mover = new Mover(folder, disk);
            recover(journal, mover);
            List<Transfer> standing = journal.standing().reversed();
            all = standing.size();
            for (Transfer transfer : standing) {
                String obstacle = obstacle(folder, transfer);
                if (isBack(folder, transfer)) {
                    journal.end(
                            journal.begin(
                                    transfer.to(),
                                    transfer.from(),
                                    transfer.sha256(),
                                    OptionalInt.of(transfer.number()),
                                    List.of()),
                            Mover.End.MOVED);
                } else if (obstacle.isEmpty()) {
                    OptionalInt undoes = OptionalInt.of(transfer.number());
                    carry(journal, mover, folder, transfer.to(), transfer.from(), transfer.sha256(), undoes);
                    moves.add(move(folder, transfer.to(), transfer.from()));
                } else {
                    left.add(obstacle);
                }
                progress.at(moves.size() + left.size(), all);
            }
            for (Transfer transfer : journal.transfers().reversed()) {
                mover.removeEmpty(transfer);
            }
            if (left.isEmpty()) {
                journal.remove();
            }
            return new MendOutcome(folder.dataset(), folder.setAside(), moves, 0, left);
        } catch (IOException | StepFailed e) {
            throw broken(e, moves.size(), all);
        }
    }

    /** Whether somebody has brought a picture back already. */
    private static boolean isBack(MendedFolder folder, Transfer transfer) throws IOException {
        try {
            return !folder.isTaken(transfer.to()) && folder.holds(transfer.from(), transfer.sha256());
        } catch (DataException _) {
            return false; // a name that leads elsewhere, which is told as an obstacle
        }
    }

    /** Why a move cannot be taken back; empty if it can. */
    private static String obstacle(MendedFolder folder, Transfer transfer) throws IOException {
        String now = folder.words(transfer.to());
        String before = folder.words(transfer.from());
        try {
            folder.requireNoDetour(transfer.to());
            folder.requireNoDetour(transfer.from());
        } catch (DataException detour) {
            return before + " stays " + now + ": " + detour.getMessage();
        }
        if (!folder.isTaken(transfer.to())) {
            return before + " is not at " + now + " any more";
        }
        if (!folder.holds(transfer.to(), transfer.sha256())) {
            return before + " stays " + now + ", for it was changed since";
        }
        if (folder.isTaken(transfer.from())) {
            return before + " stays " + now + ", for another file has its old name now";
        }
        return "";
    }

    private MendedFolder folder(Plan plan) {
        Path dataset = plan.dataset();
        if (Files.isRegularFile(dataset)) {
            throw new DataException(dataset
                    + " is a file, and only in a folder of class folders pictures can be moved: "
                    + "unpack a zip and check its folder; change a CSV manifest by hand, as " + planFile.getFileName()
                    + " says");
        }
        return MendedFolder.of(dataset);
    }

    private List<Intent> intents(Plan plan, MendedFolder folder, List<Transfer> standing) {
        Set<String> done = new HashSet<>();
        standing.forEach(transfer -> done.add(transfer.from().name() + "\0" + transfer.sha256()));
        Map<Integer, Step> open = new TreeMap<>();
        for (int i = 0; i < plan.steps().size(); i++) {
            Step step = plan.steps().get(i);
            if (step.choice() == Choice.ON && !done.contains(step.picture() + "\0" + step.sha256())) {
                open.put(i + 1, step);
            }
        }
        if (open.isEmpty()) {
            return List.of();
        }
        try (Source source = Source.open(folder.dataset())) {
            if (source instanceof FolderSource pictures) {
                return PlanCheck.of(planFile, folder, pictures, open);
            }
            throw new DataException(folder.dataset() + " holds IDX files, in which nothing can be moved: "
                    + "the pictures would have to be files in class folders");
        }
    }

    private void carry(
            Journal journal, Mover mover, MendedFolder folder, Spot from, Spot to, String sha256, OptionalInt undoes)
            throws IOException {
        Transfer transfer = journal.begin(from, to, sha256, undoes, folder.missingFolders(to));
        disk.reached(Moment.INTENDED);
        try {
            mover.move(transfer);
        } catch (IOException | DataException failed) {
            try {
                mover.abandon(transfer);
                journal.end(transfer, Mover.End.GIVEN_UP);
            } catch (IOException worse) {
                failed.addSuppressed(worse);
            }
            throw new StepFailed(from.name(), failed);
        }
        journal.end(transfer, Mover.End.MOVED);
        disk.reached(Moment.DONE);
    }

    /** Brings to an end what a killed process had begun. */
    private static void recover(Journal journal, Mover mover) throws IOException {
        for (Transfer transfer : journal.unfinished()) {
            journal.end(transfer, mover.finish(transfer));
        }
    }

    private void requireFinished(Journal journal, String option) {
        if (!journal.unfinished().isEmpty()) {
            throw new DataException("an earlier glimpse data apply " + planFile.getFileName()
                    + " was cut short: run it again without " + option + " to go on, or with --undo to take it back");
        }
    }

    private void requireSomething(Journal journal) {
        if (journal.isEmpty()) {
            throw new DataException("nothing of " + planFile + " has been carried out (there is no "
                    + Journal.of(planFile).getFileName() + " beside it), so there is nothing to undo");
        }
    }

    private static Move move(MendedFolder folder, Spot from, Spot to) {
        return new Move(folder.words(from), folder.words(to));
    }

    private DataException broken(Exception cause, int done, int all) {
        String reason =
                switch (cause) {
                    case StepFailed step -> step.reason();
                    case IOException io -> Reasons.of(io);
                    default -> String.valueOf(cause.getMessage());
                };
        return new DataException(
                reason + "; " + done + " of " + all + " pictures were moved before that, as " + Journal.of(planFile)
                        + " tells: run the same command again to go on, or glimpse data apply "
                        + planFile.getFileName() + " --undo to take them back",
                cause);
    }

    /** That one move failed, and which. */
    private static final class StepFailed extends RuntimeException {

        private final String picture;

        StepFailed(String picture, Exception cause) {
            super(cause);
            this.picture = picture;
        }

        private String reason() {
            return switch (getCause()) {
                case IOException io -> picture + " cannot be moved: " + Reasons.of(io);
                case null -> picture + " cannot be moved";
                case Throwable other -> picture + " cannot be moved: " + other.getMessage();
            };
        }
    }
}
