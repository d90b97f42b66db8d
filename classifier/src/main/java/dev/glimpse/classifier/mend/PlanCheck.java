package dev.glimpse.classifier.mend;

import dev.glimpse.classifier.mend.Spot.Place;
import dev.glimpse.classifier.mend.Step.Action;
import dev.glimpse.data.item.DataException;
import dev.glimpse.data.source.FolderSource;
import dev.glimpse.data.source.Reasons;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Looks at everything a plan wants before anything is done: that each picture is there and is what it was, that no name leads
 * elsewhere, and which free name each will have.
 */
final class PlanCheck {

    private static final int MOST_NAMED = 3;

    /** A step that may be done. */
    record Intent(int number, Step step, Spot from, Spot to) {}

    private final Path planFile;
    private final MendedFolder folder;
    private final FolderSource source;
    private final Map<String, Integer> entries = new HashMap<>();
    private final Set<String> promised = new HashSet<>();
    private final Set<String> seen = new HashSet<>();
    private final List<String> problems = new ArrayList<>();

    private PlanCheck(Path planFile, MendedFolder folder, FolderSource source) {
        this.planFile = planFile;
        this.folder = folder;
        this.source = source;
        for (int entry = 0; entry < source.size(); entry++) {
            entries.put(source.name(entry), entry);
        }
    }

    /**
     * What is to be done.
     *
     * @param steps those that are wanted and not done yet, with their numbers in the plan
     * @throws DataException if any of it cannot be done as the plan says
     */
    static List<Intent> of(Path planFile, MendedFolder folder, FolderSource source, Map<Integer, Step> steps) {
        return new PlanCheck(planFile, folder, source).check(steps);
    }

    private List<Intent> check(Map<Integer, Step> steps) {
        List<Intent> intents = new ArrayList<>();
        steps.forEach((number, step) -> {
            try {
                intents.add(check(number, step));
            } catch (DataException wrong) {
                problems.add("step " + number + ": " + wrong.getMessage());
            } catch (IOException e) {
                problems.add("step " + number + ": " + step.picture() + ": " + Reasons.of(e));
            }
        });
        if (!problems.isEmpty()) {
            int more = problems.size() - MOST_NAMED;
            throw new DataException("nothing was moved, for " + planFile + " cannot be carried out as it is: "
                    + String.join("; ", problems.subList(0, Math.min(MOST_NAMED, problems.size())))
                    + (more > 0 ? "; and " + more + " more" : ""));
        }
        return intents;
    }

    private Intent check(int number, Step step) throws IOException {
        Spot from = new Spot(Place.DATASET, step.picture());
        Path path = folder.path(from);
        Integer entry = entries.get(step.picture());
        if (entry == null) {
            throw new DataException("there is no picture '" + step.picture() + "' in " + folder.dataset()
                    + (Files.exists(path) ? " that belongs to a class" : "; was it moved since the plan was made?"));
        }
        if (!seen.add(key(from))) {
            throw new DataException(step.picture() + " has another step that is on: one of them has to be off");
        }
        String label = source.labels().get(source.label(entry));
        if (!label.equals(step.label())) {
            throw new DataException(step.picture() + " has the label " + label + " and not " + step.label()
                    + ": \"label\" is the one that it has, \"to\" the one that it gets");
        }
        folder.requireNoDetour(from);
        if (!folder.holds(from, step.sha256())) {
            throw new DataException(
                    step.picture()
                            + " is another file than when the plan was made: make a new plan, or turn the step off (\"on\": false)");
        }
        Path parent = path.getParent();
        if (parent == null || !Files.isWritable(parent)) {
            throw new DataException("no permission to move files out of " + parent);
        }
        Spot to = free(target(step, entry, label));
        return new Intent(number, step, from, to);
    }

    private Spot target(Step step, int entry, String label) throws IOException {
        Spot to =
                switch (step.action()) {
                    case Action.SetAside _ -> new Spot(Place.SET_ASIDE, step.picture());
                    case Action.Relabel relabel -> {
                        if (relabel.to().equals(label)) {
                            throw new DataException(step.picture() + " has the label " + label + " already");
                        }
                        if (!source.labels().contains(relabel.to())) {
                            throw new DataException("there is no class '" + relabel.to() + "' in " + folder.dataset()
                                    + "; make its folder first, if it is to be a new one");
                        }
                        yield new Spot(Place.DATASET, source.nameUnder(entry, relabel.to()));
                    }
                };
        folder.requireNoDetour(to);
        Path there = folder.path(to).getParent();
        while (there != null && !Files.exists(there)) {
            there = there.getParent();
        }
        if (there == null || !Files.isWritable(there)) {
            throw new DataException("no permission to move files into " + there);
        }
        return to;
    }

    /** The spot, or with a number behind its name the first that neither a file nor another step has. */
    private Spot free(Spot wanted) {
        Spot spot = wanted;
        for (int number = 2; folder.isTaken(spot) || !promised.add(key(spot)); number++) {
            int dot = wanted.name().lastIndexOf('.');
            int cut = dot > wanted.name().lastIndexOf('/') + 1
                    ? dot
                    : wanted.name().length();
            String name = wanted.name().substring(0, cut) + "-" + number
                    + wanted.name().substring(cut);
            spot = new Spot(wanted.place(), name);
        }
        return spot;
    }

    /** Equal for names that some file systems take for the same. */
    private static String key(Spot spot) {
        return spot.place().word() + ":"
                + Normalizer.normalize(spot.name(), Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
    }
}
