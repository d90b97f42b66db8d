package dev.glimpse.classifier.doctor;

import dev.glimpse.classifier.doctor.Finding.AcrossSplits;
import dev.glimpse.classifier.doctor.Finding.ExactCopies;
import dev.glimpse.classifier.doctor.Finding.Imbalance;
import dev.glimpse.classifier.doctor.Finding.LabelSuspect;
import dev.glimpse.classifier.doctor.Finding.LookAlikes;
import dev.glimpse.classifier.doctor.Finding.NearCopies;
import dev.glimpse.classifier.doctor.Finding.OddSize;
import dev.glimpse.classifier.doctor.Finding.PoorPicture;
import dev.glimpse.classifier.doctor.Finding.TooFew;
import dev.glimpse.classifier.doctor.Finding.TwoLabels;
import dev.glimpse.classifier.doctor.Finding.UnreadableFile;
import dev.glimpse.classifier.doctor.Likeness.Near;
import dev.glimpse.classifier.doctor.Likeness.Pair;
import dev.glimpse.data.item.Split;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A diagnosis as lines for a terminal: what spoils most first, and of each kind the worst first. */
final class DiagnosisText {

    private static final int MOST_OF_A_GROUP = 4;

    private final Diagnosis diagnosis;
    private final int shown;
    private final StringBuilder text = new StringBuilder();

    private DiagnosisText(Diagnosis diagnosis, int shown) {
        this.diagnosis = diagnosis;
        this.shown = shown;
    }

    static String of(Diagnosis diagnosis, int shown) {
        DiagnosisText writer = new DiagnosisText(diagnosis, shown);
        writer.write();
        return writer.text.toString();
    }

    private void write() {
        line(String.format(
                Locale.ROOT,
                "%s: %s under %s%s",
                diagnosis.location(),
                count(diagnosis.pictures(), "picture"),
                count(diagnosis.labels().size(), "label"),
                diagnosis
                        .backbone()
                        .map(name -> ", compared as " + name + " sees them")
                        .orElse("")));
        if (diagnosis.isHealthy()) {
            line("Nothing was found.");
        }
        boolean more = false;
        for (FindingKind kind : FindingKind.values()) {
            more |= write(kind, diagnosis.findings(kind));
        }
        line("");
        for (LeftOut left : diagnosis.leftOut()) {
            line(String.format(
                    Locale.ROOT,
                    "left out, for it is how these pictures are: %s (%,d of %,d)",
                    left.kind(),
                    left.pictures(),
                    left.of()));
        }
        for (NotChecked not : diagnosis.notChecked()) {
            line(String.format(Locale.ROOT, "not fully checked: %s (%s)", not.kind(), not.reason()));
        }
        diagnosis.remarks().forEach(remark -> line("note: " + remark));
        if (more) {
            line("--show 1000 shows more of each, --json FILE writes all.");
        }
    }

    /** Writes the findings of one kind; whether some are not named anywhere. */
    private boolean write(FindingKind kind, List<Finding> findings) {
        if (findings.isEmpty()) {
            return false;
        }
        List<Finding> fresh =
                findings.stream().filter(finding -> !isNamedAbove(finding)).toList();
        int above = findings.size() - fresh.size();
        line("");
        line(kind + ": " + number(findings)
                + (above == 0 ? "" : String.format(Locale.ROOT, ", %,d of them under two labels, see above", above)));
        fresh.stream().limit(shown).forEach(finding -> line("  " + words(finding)));
        if (fresh.size() > shown) {
            line(String.format(Locale.ROOT, "  and %,d more", fresh.size() - shown));
        }
        return fresh.size() > shown;
    }

    /** A copy under two labels is a finding of two kinds, and is shown once. */
    private boolean isNamedAbove(Finding finding) {
        return switch (finding) {
            case ExactCopies(CopyGroup group) -> group.labels().size() > 1 && hasTwoLabels();
            case NearCopies(CopyGroup group) -> group.labels().size() > 1 && hasTwoLabels();
            case UnreadableFile _, TwoLabels _, AcrossSplits _, LabelSuspect _, TooFew _, Imbalance _ -> false;
            case LookAlikes _, PoorPicture _, OddSize _ -> false;
        };
    }

    /** Whether that kind was wanted. */
    private boolean hasTwoLabels() {
        return !diagnosis.findings(FindingKind.TWO_LABELS).isEmpty();
    }

    /** How many there are, and what else can be said of all of them. */
    private static String number(List<Finding> findings) {
        String number = String.format(Locale.ROOT, "%,d", findings.size());
        return switch (findings.getFirst()) {
            case LabelSuspect _ -> {
                long strong = findings.stream()
                        .filter(finding ->
                                finding instanceof LabelSuspect suspect && suspect.evidence() == Evidence.STRONG)
                        .count();
                yield String.format(Locale.ROOT, "%,d, and %,d more that may be", strong, findings.size() - strong);
            }
            case UnreadableFile _, TwoLabels _, AcrossSplits _, ExactCopies _, NearCopies _, LookAlikes _ -> number;
            case TooFew _, Imbalance _, PoorPicture _, OddSize _ -> number;
        };
    }

    private static String words(Finding finding) {
        return switch (finding) {
            case UnreadableFile file -> file.name() + ": " + file.reason();
            case TwoLabels found ->
                names(found.group()) + ": " + String.join(" and ", found.group().labels());
            case AcrossSplits found ->
                names(found.group()) + ": "
                        + found.group().splits().stream().map(Split::word).collect(Collectors.joining(" and "));
            case ExactCopies found -> names(found.group());
            case NearCopies found -> names(found.group());
            case LookAlikes found -> names(found.group());
            case LabelSuspect suspect ->
                String.format(
                        Locale.ROOT,
                        "%s: %s, and not %s (%.0f %% to %.0f %%)",
                        suspect.picture().name(),
                        suspect.suggested(),
                        suspect.picture().label(),
                        100 * suspect.certainty(),
                        100 * suspect.givenProbability());
            case TooFew few ->
                String.format(
                        Locale.ROOT,
                        "%s: %s, wanted are %d",
                        few.label(),
                        count(few.pictures(), "picture"),
                        few.wanted());
            case Imbalance imbalance ->
                String.format(
                        Locale.ROOT,
                        "%s: %s, and %s has %,d",
                        imbalance.label(),
                        count(imbalance.pictures(), "picture"),
                        imbalance.largest(),
                        imbalance.largestPictures());
            case PoorPicture poor ->
                String.format(
                        Locale.ROOT,
                        "%s: score %.3f, wanted is %s",
                        poor.picture().name(),
                        poor.score(),
                        poor.threshold());
            case OddSize odd ->
                String.format(Locale.ROOT, "%s: %d x %d pixels", odd.picture().name(), odd.height(), odd.width());
        };
    }

    private static String names(CopyGroup group) {
        List<CheckedPicture> pictures = group.pictures();
        String names = pictures.stream()
                .limit(MOST_OF_A_GROUP)
                .map(CheckedPicture::name)
                .collect(Collectors.joining(group.likeness().isExact() ? " = " : " ~ "));
        return names
                + (pictures.size() > MOST_OF_A_GROUP
                        ? String.format(Locale.ROOT, " and %,d more", pictures.size() - MOST_OF_A_GROUP)
                        : "")
                + (group.likeness() instanceof Near(List<Pair> pairs) && pictures.size() == 2
                        ? String.format(
                                Locale.ROOT,
                                " (%d bits of 64 differ)",
                                pairs.getFirst().hashDistance())
                        : "");
    }

    private static String count(int number, String one) {
        return String.format(Locale.ROOT, "%,d %s%s", number, one, number == 1 ? "" : "s");
    }

    /** Names come from strangers, and shall not command the terminal. */
    private void line(String words) {
        words.codePoints()
                .map(point ->
                        Character.isISOControl(point) || Character.getType(point) == Character.FORMAT ? 0xFFFD : point)
                .forEach(text::appendCodePoint);
        text.append('\n');
    }
}
