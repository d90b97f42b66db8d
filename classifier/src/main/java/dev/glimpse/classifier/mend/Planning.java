package dev.glimpse.classifier.mend;

import dev.glimpse.classifier.doctor.CheckedPicture;
import dev.glimpse.classifier.doctor.CopyGroup;
import dev.glimpse.classifier.doctor.Diagnosis;
import dev.glimpse.classifier.doctor.Evidence;
import dev.glimpse.classifier.doctor.Finding;
import dev.glimpse.classifier.doctor.FindingKind;
import dev.glimpse.classifier.doctor.Likeness;
import dev.glimpse.classifier.mend.Spot.Place;
import dev.glimpse.classifier.mend.Step.Action;
import dev.glimpse.classifier.mend.Step.Choice;
import dev.glimpse.data.fetch.Checksum;
import dev.glimpse.data.item.DataException;
import dev.glimpse.data.item.Split;
import dev.glimpse.data.source.FolderSource;
import dev.glimpse.data.source.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Makes steps of findings, one for a picture at most; {@link PlanOptions} has the rules. */
final class Planning {

    private final Diagnosis diagnosis;
    private final PlanOptions options;
    private final MendedFolder folder;
    private final Map<String, Step> steps = new LinkedHashMap<>();
    private final Map<String, String> suggested = new HashMap<>();
    private final Map<String, CheckedPicture> keptFor = new HashMap<>();

    Planning(Diagnosis diagnosis, PlanOptions options) {
        Path dataset = Path.of(diagnosis.location());
        requireMendable(dataset);
        this.diagnosis = diagnosis;
        this.options = options;
        this.folder = MendedFolder.of(dataset);
    }

    /** Checks that a dataset is one in which pictures can be moved. */
    static void requireMendable(Path data) {
        if (Files.isRegularFile(data)) {
            boolean manifest = data.toString().toLowerCase(Locale.ROOT).matches(".*\\.[ct]sv");
            throw new DataException("a plan moves pictures between class folders, and " + data
                    + (manifest
                            ? " is a manifest: change its lines by what glimpse data check --json says"
                            : " is a single file: unpack it and check the folder"));
        }
        try (Source source = Source.open(data)) {
            if (!(source instanceof FolderSource)) {
                throw new DataException("a plan moves pictures between class folders, and " + data
                        + " holds IDX files, in which nothing can be moved");
            }
        }
    }

    Plan plan() {
        for (Finding finding : diagnosis.findings(FindingKind.LABEL_SUSPECT)) {
            if (finding instanceof Finding.LabelSuspect suspect && suspect.evidence() == Evidence.STRONG) {
                suggested.put(suspect.picture().name(), suspect.suggested());
            }
        }
        unreadable();
        copies(true);
        copies(false);
        for (Finding finding : diagnosis.findings()) {
            switch (finding) {
                case Finding.LabelSuspect suspect -> relabel(suspect);
                case Finding.PoorPicture poor ->
                    poor(poor.kind(), poor.picture(), poor.check().toString(), poor.score(), poor.threshold());
                case Finding.OddSize odd ->
                    poor(
                            odd.kind(),
                            odd.picture(),
                            odd.width() + " × " + odd.height() + " pixels, unlike the others",
                            odd.score(),
                            odd.threshold());
                case Finding.UnreadableFile _,
                        Finding.TwoLabels _,
                        Finding.AcrossSplits _,
                        Finding.ExactCopies _,
                        Finding.NearCopies _,
                        Finding.LookAlikes _,
                        Finding.TooFew _,
                        Finding.Imbalance _ -> {}
            }
        }
        return new Plan(
                folder.dataset(),
                "glimpse data check " + version(),
                Instant.now().truncatedTo(ChronoUnit.SECONDS),
                List.copyOf(steps.values()));
    }

    private static String version() {
        String version = Planning.class.getPackage().getImplementationVersion();
        return version == null ? "(built in place)" : version;
    }

    private void unreadable() {
        List<Finding.UnreadableFile> files = diagnosis.findings(FindingKind.UNREADABLE).stream()
                .flatMap(finding -> finding instanceof Finding.UnreadableFile file ? Stream.of(file) : Stream.empty())
                .toList();
        if (files.isEmpty()) {
            return;
        }
        // What stands in no class is not listed here: it is in nobody's way.
        Map<String, String> labels = new HashMap<>();
        Set<String> names = files.stream().map(Finding.UnreadableFile::name).collect(Collectors.toSet());
        try (Source source = Source.open(folder.dataset())) {
            for (int entry = 0; entry < source.size(); entry++) {
                String name = source.name(entry);
                if (names.contains(name)) {
                    labels.put(name, source.labels().get(source.label(entry)));
                }
            }
        }
        files.forEach(file -> unreadable(file, labels));
    }

    private void unreadable(Finding.UnreadableFile file, Map<String, String> labels) {
        String name = file.name();
        try {
            Spot spot = new Spot(Place.DATASET, name);
            Path path = folder.path(spot);
            if (Files.isRegularFile(path)) {
                String sha256 = Checksum.sha256(path).hex();
                Optional.ofNullable(labels.get(name))
                        .ifPresent(label -> put(new Step(
                                choice(FindingKind.UNREADABLE),
                                new Action.SetAside(),
                                name,
                                label,
                                sha256,
                                FindingKind.UNREADABLE.word(),
                                Optional.empty(),
                                "cannot be read: " + file.reason())));
            }
        } catch (IOException | DataException _) {
            // What cannot even be read as bytes cannot be told apart from another file when it is moved.
        }
    }

    private void copies(boolean exact) {
        for (Finding finding : diagnosis.findings()) {
            Optional<CopyGroup> group =
                    switch (finding) {
                        case Finding.TwoLabels found -> Optional.of(found.group());
                        case Finding.AcrossSplits found -> Optional.of(found.group());
                        case Finding.ExactCopies found -> Optional.of(found.group());
                        case Finding.NearCopies found -> Optional.of(found.group());
                        case Finding.LookAlikes found -> Optional.of(found.group());
                        case Finding.UnreadableFile _,
                                Finding.LabelSuspect _,
                                Finding.TooFew _,
                                Finding.Imbalance _,
                                Finding.PoorPicture _,
                                Finding.OddSize _ -> Optional.empty();
                    };
            group.filter(found -> found.likeness().isExact() == exact)
                    .ifPresent(found -> copies(found, finding.kind()));
        }
    }

    private void copies(CopyGroup group, FindingKind kind) {
        // Of exact copies that were dealt with before, the one that was kept stands for the others.
        List<CheckedPicture> pictures = group.pictures().stream()
                .map(picture -> keptFor.getOrDefault(picture.name(), picture))
                .distinct()
                .toList();
        if (pictures.size() < 2) {
            return;
        }
        Optional<String> label = bestLabel(pictures);
        CheckedPicture kept = pictures.stream()
                .filter(picture -> label.isEmpty() || picture.label().equals(label.get()))
                .max(Comparator.<CheckedPicture>comparingInt(
                                picture -> picture.split().map(Split::number).orElse(0))
                        .thenComparingLong(this::bytes)
                        .thenComparing(
                                Comparator.comparing(CheckedPicture::name).reversed()))
                .orElseThrow();
        boolean exact = group.likeness().isExact();
        boolean sure = label.isPresent()
                && (exact || kind == FindingKind.LOOK_ALIKES || options.on().contains(FindingKind.NEAR_COPIES));
        for (CheckedPicture picture : pictures) {
            if (!picture.equals(kept)) {
                put(step(
                        sure ? choice(kind) : Choice.OFF,
                        new Action.SetAside(),
                        picture,
                        kind,
                        likeness(group, picture, kept),
                        words(group, kind) + kept.name() + ", which is kept"
                                + (label.isPresent()
                                        ? ""
                                        : "; which of their labels is right, " + String.join(" or ", labels(pictures))
                                                + ", is for you to say")));
                if (sure && exact) {
                    keptFor.put(picture.name(), kept);
                }
            }
        }
    }

    private static String words(CopyGroup group, FindingKind kind) {
        if (kind == FindingKind.LOOK_ALIKES) {
            return "looks like ";
        }
        return group.likeness().isExact() ? "the same picture as " : "the same picture, encoded or resized, as ";
    }

    private static List<String> labels(List<CheckedPicture> pictures) {
        return pictures.stream().map(CheckedPicture::label).distinct().sorted().toList();
    }

    /** The label for which most speaks; nothing if that is several. */
    private Optional<String> bestLabel(List<CheckedPicture> pictures) {
        Map<String, Integer> votes = new HashMap<>();
        pictures.forEach(picture -> votes.put(picture.label(), 0));
        for (CheckedPicture picture : pictures) {
            votes.computeIfPresent(suggested.getOrDefault(picture.name(), picture.label()), (_, count) -> count + 1);
        }
        int most = votes.values().stream().mapToInt(count -> count).max().orElse(0);
        List<String> best = votes.keySet().stream()
                .filter(label -> votes.getOrDefault(label, 0) == most)
                .toList();
        return best.size() == 1 ? Optional.of(best.getFirst()) : Optional.empty();
    }

    private long bytes(CheckedPicture picture) {
        try {
            return Files.size(folder.path(new Spot(Place.DATASET, picture.name())));
        } catch (IOException | DataException _) {
            return 0;
        }
    }

    /** How alike two pictures are, where somebody measured it. */
    private static Optional<Double> likeness(CopyGroup group, CheckedPicture one, CheckedPicture other) {
        return switch (group.likeness()) {
            case Likeness.SameFile _, Likeness.SamePixels _ -> Optional.of(1.0);
            case Likeness.Near near ->
                near.pairs().stream()
                        .filter(pair -> List.of(
                                        group.pictures().get(pair.first()),
                                        group.pictures().get(pair.second()))
                                .containsAll(List.of(one, other)))
                        .map(Likeness.Pair::cosine)
                        .filter(OptionalDouble::isPresent)
                        .map(OptionalDouble::getAsDouble)
                        .findFirst();
        };
    }

    private void relabel(Finding.LabelSuspect suspect) {
        boolean on = options.labelsFrom().isPresent()
                && suspect.evidence() == Evidence.STRONG
                && suspect.certainty() >= options.labelsFrom().getAsDouble();
        put(step(
                on ? Choice.ON : Choice.OFF,
                new Action.Relabel(suspect.suggested()),
                suspect.picture(),
                suspect.kind(),
                Optional.of(suspect.certainty()),
                String.format(
                        Locale.ROOT,
                        "looks like %s (%.2f), not like %s (%.2f), to pictures other than itself",
                        suspect.suggested(),
                        suspect.certainty(),
                        suspect.picture().label(),
                        suspect.givenProbability())));
    }

    private void poor(FindingKind kind, CheckedPicture picture, String what, double score, double threshold) {
        put(step(
                choice(kind),
                new Action.SetAside(),
                picture,
                kind,
                Optional.of(score),
                String.format(Locale.ROOT, "%s: its score is %.3f, below %.3f", what, score, threshold)));
    }

    private Choice choice(FindingKind kind) {
        return options.on().contains(kind) ? Choice.ON : Choice.OFF;
    }

    private static Step step(
            Choice choice,
            Action action,
            CheckedPicture picture,
            FindingKind kind,
            Optional<Double> score,
            String why) {
        return new Step(
                choice,
                action,
                picture.name(),
                picture.label(),
                picture.hash().hex(),
                kind.word(),
                score.map(value -> Math.rint(value * 10_000) / 10_000),
                why);
    }

    /** One step a picture; what is on goes before what is off, else the first is kept. */
    private void put(Step step) {
        Step possible = isMovable(step.picture()) ? step : step.with(Choice.OFF);
        Step before = steps.get(step.picture());
        if (before == null) {
            steps.put(step.picture(), possible);
        } else if (before.choice() == Choice.OFF && possible.choice() == Choice.ON) {
            steps.remove(step.picture());
            steps.put(step.picture(), possible);
        }
    }

    private boolean isMovable(String picture) {
        try {
            folder.requireNoDetour(new Spot(Place.DATASET, picture));
            return true;
        } catch (IOException | DataException _) {
            return false;
        }
    }
}
