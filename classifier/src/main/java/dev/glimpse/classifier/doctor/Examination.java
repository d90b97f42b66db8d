package dev.glimpse.classifier.doctor;

import dev.glimpse.classifier.doctor.DoctorOptions.Sight;
import dev.glimpse.classifier.doctor.Finding.AcrossSplits;
import dev.glimpse.classifier.doctor.Finding.ExactCopies;
import dev.glimpse.classifier.doctor.Finding.LabelSuspect;
import dev.glimpse.classifier.doctor.Finding.LookAlikes;
import dev.glimpse.classifier.doctor.Finding.NearCopies;
import dev.glimpse.classifier.doctor.Finding.OddSize;
import dev.glimpse.classifier.doctor.Finding.PoorPicture;
import dev.glimpse.classifier.doctor.Finding.TwoLabels;
import dev.glimpse.classifier.doctor.Finding.UnreadableFile;
import dev.glimpse.classifier.doctor.Likeness.SameFile;
import dev.glimpse.classifier.doctor.Likeness.SamePixels;
import dev.glimpse.data.Dataset;
import dev.glimpse.image.quality.Check;
import dev.glimpse.image.quality.UsualSize;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** One checking of one dataset: what was seen so far, and what follows from it. */
final class Examination {

    /** With fewer pictures an average over a label says nothing. */
    private static final int LEAST_PICTURES = 20;

    private final Dataset dataset;
    private final Looks looks;
    private final DoctorOptions options;
    private final Roll roll;
    private final int[] sound;
    private final List<Finding> findings = new ArrayList<>();
    private final List<LeftOut> leftOut = new ArrayList<>();
    private final List<NotChecked> notChecked = new ArrayList<>();
    private final List<String> remarks = new ArrayList<>();

    Examination(Dataset dataset, Looks looks, DoctorOptions options) {
        this.dataset = dataset;
        this.looks = looks;
        this.options = options;
        this.roll = Roll.of(dataset, looks);
        this.sound = looks.sound();
    }

    Diagnosis diagnosis() {
        SequencedMap<String, Integer> labels = labels();
        remarks.addAll(roll.remarks());
        unreadable();
        if (options.wants(FindingKind.TOO_FEW)) {
            findings.addAll(LabelCounts.tooFew(labels));
        }
        if (options.wants(FindingKind.IMBALANCE)) {
            findings.addAll(LabelCounts.imbalance(labels));
        }
        for (Check check : Check.values()) {
            poor(check);
        }
        oddSizes();
        Optional<Seen> seen = seen();
        Groups copies = new Groups(dataset.size());
        exactCopies(copies);
        List<ClosePair> close = close(copies, seen);
        nearCopies(copies, close);
        neighbours(copies, close, seen);
        findings.removeIf(finding -> !options.wants(finding.kind()));
        findings.sort(Comparator.comparing(Finding::kind));
        return new Diagnosis(
                dataset.location().toString(),
                sound.length,
                labels,
                seen.flatMap(_ -> options.sight()).map(Sight::name),
                findings,
                leftOut,
                notChecked,
                remarks);
    }

    private SequencedMap<String, Integer> labels() {
        int[] counts = new int[dataset.labels().size()];
        for (int number : sound) {
            counts[dataset.item(number).label()]++;
        }
        SequencedMap<String, Integer> labels = new LinkedHashMap<>();
        for (int label = 0; label < counts.length; label++) {
            labels.put(dataset.labels().get(label), counts[label]);
        }
        return labels;
    }

    private void unreadable() {
        Stream.of(dataset.unreadable(), looks.broken())
                .flatMap(Collection::stream)
                .forEach(file -> findings.add(new UnreadableFile(file.name(), file.reason())));
        int unnamed = dataset.unreadableCount() - dataset.unreadable().size();
        if (unnamed > 0) {
            remarks.add(unnamed + " more files cannot be read, which are not named");
        }
    }

    private void poor(Check check) {
        int[] failed = Arrays.stream(sound)
                .filter(number -> looks.fails(number, check))
                .toArray();
        if (isCommon(FindingKind.of(check), failed.length)) {
            return;
        }
        Arrays.stream(failed)
                .boxed()
                .sorted(Comparator.comparingDouble(number -> looks.score(number, check)))
                .forEach(number -> findings.add(
                        new PoorPicture(roll.picture(number), check, looks.score(number, check), check.threshold())));
    }

    /** What most pictures have is left out, and counted. */
    private boolean isCommon(FindingKind kind, int pictures) {
        if (pictures == 0 || !options.wants(kind) || !LeftOut.isDue(pictures, sound.length)) {
            return false;
        }
        leftOut.add(new LeftOut(kind, pictures, sound.length));
        return true;
    }

    private void oddSizes() {
        if (sound.length == 0) {
            return;
        }
        UsualSize usual =
                UsualSize.among(Arrays.stream(sound).mapToDouble(this::size).toArray());
        int[] odd =
                Arrays.stream(sound).filter(number -> usual.isOdd(size(number))).toArray();
        if (isCommon(FindingKind.ODD_SIZE, odd.length)) {
            return;
        }
        Arrays.stream(odd)
                .boxed()
                .sorted(Comparator.comparingDouble(number -> usual.score(size(number))))
                .forEach(number -> findings.add(new OddSize(
                        roll.picture(number),
                        looks.height(number),
                        looks.width(number),
                        usual.score(size(number)),
                        usual.threshold())));
    }

    private double size(int number) {
        return UsualSize.size(looks.height(number), looks.width(number));
    }

    private Optional<Seen> seen() {
        if (!wantsCopies() && !options.wants(FindingKind.LABEL_SUSPECT)) {
            return Optional.empty();
        }
        if (options.sight().isEmpty()) {
            if (options.wants(FindingKind.NEAR_COPIES)) {
                notChecked.add(new NotChecked(
                        FindingKind.NEAR_COPIES, "compared by perceptual hash alone, for " + options.withoutSight()));
            }
            if (options.wants(FindingKind.LOOK_ALIKES)) {
                notChecked.add(new NotChecked(
                        FindingKind.LOOK_ALIKES, "compared by perceptual hash alone, for " + options.withoutSight()));
            }
        }
        return sound.length == 0
                ? Optional.empty()
                : options.sight().map(sight -> Seen.of(dataset, looks, sight, options));
    }

    private boolean wantsCopies() {
        return Stream.of(
                        FindingKind.NEAR_COPIES,
                        FindingKind.LOOK_ALIKES,
                        FindingKind.TWO_LABELS,
                        FindingKind.ACROSS_SPLITS)
                .anyMatch(options::wants);
    }

    private void exactCopies(Groups copies) {
        for (int[] numbers : looks.exactCopies()) {
            Arrays.stream(numbers).forEach(number -> copies.join(numbers[0], number));
            CopyGroup group = roll.group(numbers, roll.haveSameFile(numbers) ? new SameFile() : new SamePixels());
            findings.add(new ExactCopies(group));
            contradictions(group);
        }
    }

    private void contradictions(CopyGroup group) {
        if (group.labels().size() > 1) {
            findings.add(new TwoLabels(group));
        }
        if (group.splits().size() > 1) {
            findings.add(new AcrossSplits(group));
        }
    }

    /** Pairs with close hashes; of exact copies the first stands for all. */
    private List<ClosePair> close(Groups copies, Optional<Seen> seen) {
        if (!wantsCopies() && !options.wants(FindingKind.LABEL_SUSPECT)) {
            return List.of();
        }
        int[] different = Arrays.stream(sound)
                .filter(number -> copies.first(number) == number)
                .toArray();
        return HashSearch.pairs(looks, different, ClosePair.ALIKE_BITS).stream()
                .map(pair -> seen.map(vectors -> vectors.compare(pair)).orElse(pair))
                .toList();
    }

    private void nearCopies(Groups copies, List<ClosePair> close) {
        List<ClosePair> near = close.stream().filter(ClosePair::isCopy).toList();
        for (CopyGroup group : new Alikes(roll, dataset.size()).groups(near)) {
            findings.add(new NearCopies(group));
            contradictions(group);
        }
        near.forEach(pair -> copies.join(pair.first(), pair.second()));
    }

    private void neighbours(Groups copies, List<ClosePair> close, Optional<Seen> seen) {
        int[] given = IntStream.range(0, dataset.size())
                .map(number -> dataset.item(number).label())
                .toArray();
        List<ClosePair> alike =
                new ArrayList<>(close.stream().filter(ClosePair::looksAlike).toList());
        if (seen.isPresent() && (options.wants(FindingKind.LABEL_SUSPECT) || options.wants(FindingKind.LOOK_ALIKES))) {
            int labels = dataset.labels().size();
            Neighbourhood found = Neighbourhood.of(seen.get(), looks, given, labels, copies.firsts());
            alike.addAll(found.alike());
            suspects(found, labels);
        } else if (options.wants(FindingKind.LABEL_SUSPECT)) {
            notChecked.add(new NotChecked(FindingKind.LABEL_SUSPECT, options.withoutSight()));
        }
        lookAlikes(copies, alike);
    }

    private void suspects(Neighbourhood found, int labels) {
        if (!options.wants(FindingKind.LABEL_SUSPECT)) {
            return;
        }
        long different = Arrays.stream(sound)
                .map(number -> dataset.item(number).label())
                .distinct()
                .count();
        if (different < 2 || sound.length < LEAST_PICTURES) {
            notChecked.add(new NotChecked(
                    FindingKind.LABEL_SUSPECT,
                    "it takes two labels and " + LEAST_PICTURES + " pictures, and there are " + different + " and "
                            + sound.length));
            return;
        }
        int rank = 1;
        for (ConfidentLearning.Suspect suspect : found.learning(labels).suspects()) {
            findings.add(new LabelSuspect(
                    roll.picture(found.picture(suspect.picture())),
                    dataset.labels().get(suspect.suggested()),
                    suspect.certainty(),
                    suspect.given(),
                    suspect.evidence(),
                    rank++));
        }
    }

    private void lookAlikes(Groups copies, List<ClosePair> alike) {
        // Of near copies the first stands for all here, so that one motif in ten encodings is told once.
        List<ClosePair> between = alike.stream()
                .distinct()
                .filter(pair ->
                        copies.first(pair.first()) == pair.first() && copies.first(pair.second()) == pair.second())
                .toList();
        List<CopyGroup> groups = new Alikes(roll, dataset.size()).groups(between);
        int pictures =
                groups.stream().mapToInt(group -> group.pictures().size()).sum();
        if (!isCommon(FindingKind.LOOK_ALIKES, pictures)) {
            groups.forEach(group -> findings.add(new LookAlikes(group)));
        }
    }
}
