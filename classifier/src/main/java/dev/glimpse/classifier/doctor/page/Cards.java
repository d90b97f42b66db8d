package dev.glimpse.classifier.doctor.page;

import static dev.glimpse.classifier.page.Html.element;

import dev.glimpse.classifier.doctor.CheckedPicture;
import dev.glimpse.classifier.doctor.CopyGroup;
import dev.glimpse.classifier.doctor.Evidence;
import dev.glimpse.classifier.doctor.Finding;
import dev.glimpse.classifier.doctor.FindingKind;
import dev.glimpse.classifier.doctor.Likeness;
import dev.glimpse.classifier.page.Html;
import java.util.List;
import java.util.Locale;

/** A card for each finding, with its pictures. */
final class Cards {

    private static final int MOST_IN_GROUP = 8;

    private final Pictures pictures;

    Cards(Pictures pictures) {
        this.pictures = pictures;
    }

    /** The style class of the box that holds the cards of a kind. */
    static String style(FindingKind kind) {
        return switch (kind) {
            case UNREADABLE, TOO_FEW, IMBALANCE -> "lines";
            case TWO_LABELS, ACROSS_SPLITS, EXACT_COPIES, NEAR_COPIES, LOOK_ALIKES -> "groups";
            case LABEL_SUSPECT -> "suspects";
            case DARK, LIGHT, LOW_INFORMATION, BLURRY, ODD_ASPECT_RATIO, ODD_SIZE, GRAYSCALE -> "cards";
        };
    }

    Html of(Finding finding) {
        return switch (finding) {
            case Finding.UnreadableFile file ->
                element("p").add(name(file.name())).add(" " + file.reason());
            case Finding.TwoLabels found -> group(found.group());
            case Finding.AcrossSplits found -> group(found.group());
            case Finding.ExactCopies found -> group(found.group());
            case Finding.NearCopies found -> group(found.group());
            case Finding.LookAlikes found -> group(found.group());
            case Finding.LabelSuspect suspect -> suspect(suspect);
            case Finding.TooFew few -> element("p").add(few.label() + ": " + few.pictures());
            case Finding.Imbalance imbalance -> element("p").add(imbalance.label() + ": " + imbalance.pictures());
            case Finding.PoorPicture poor -> poor(poor.picture(), poor.score(), poor.threshold(), "");
            case Finding.OddSize odd ->
                poor(odd.picture(), odd.score(), odd.threshold(), odd.width() + " × " + odd.height() + " pixels");
        };
    }

    private Html group(CopyGroup group) {
        Html.Element row = element("div", "copies");
        List<CheckedPicture> all = group.pictures();
        List<CheckedPicture> shown = all.subList(0, Math.min(MOST_IN_GROUP, all.size()));
        boolean severalLabels = group.labels().size() > 1;
        for (CheckedPicture picture : shown) {
            row.add(element("figure")
                    .add(pictures.of(picture))
                    .add(element("figcaption")
                            .add(element("p", severalLabels ? "given" : "plain")
                                    .add(element("b").add(element("bdi").add(picture.label())))
                                    .add(picture.split()
                                            .map(split -> " · " + split.word())
                                            .orElse("")))
                            .add(name(picture.name()))));
        }
        Html.Element card = element("div", "group").add(row);
        String more = all.size() > shown.size() ? " · and " + (all.size() - shown.size()) + " more like these" : "";
        return card.add(element("p", "likeness").add(likeness(group.likeness()) + more));
    }

    private static String likeness(Likeness likeness) {
        return switch (likeness) {
            case Likeness.SameFile _ -> "the same file";
            case Likeness.SamePixels _ -> "the same pixels in different files";
            case Likeness.Near near ->
                near.pairs().stream()
                        .findFirst()
                        .map(pair -> String.format(
                                        Locale.ROOT,
                                        "hashes differ in %d of 64 bits, colours by %.1f grey levels",
                                        pair.hashDistance(),
                                        pair.difference())
                                + (pair.cosine().isPresent()
                                        ? String.format(
                                                Locale.ROOT,
                                                ", embeddings alike to %.3f",
                                                pair.cosine().getAsDouble())
                                        : ""))
                        .orElse("nearly the same");
        };
    }

    private Html suspect(Finding.LabelSuspect suspect) {
        CheckedPicture picture = suspect.picture();
        boolean strong = suspect.evidence() == Evidence.STRONG;
        return element("article", strong ? "suspect strong" : "suspect")
                .add(element("figure")
                        .add(pictures.of(picture))
                        .add(element("figcaption").add(name(picture.name()))))
                .add(element("div", "verdict")
                        .add(element("p", "change")
                                .add(element("b", "was").add(element("bdi").add(picture.label())))
                                .add(element("span", "arrow")
                                        .set("aria-hidden", "true")
                                        .add(" → "))
                                .add(element("span", "unseen").add(" is perhaps "))
                                .add(element("b", "is").add(element("bdi").add(suspect.suggested()))))
                        .add(element("p", "note")
                                .add(String.format(
                                        Locale.ROOT,
                                        "%.0f %% against %.0f %%; %s evidence",
                                        100 * suspect.certainty(),
                                        100 * suspect.givenProbability(),
                                        strong ? "strong" : "weak")))
                        .add(examples(suspect.suggested(), "suggested"))
                        .add(examples(picture.label(), "given")));
    }

    private Html examples(String label, String role) {
        return element("div", "examples")
                .add(element("p", "role").add(role + ": ").add(element("bdi").add(label)))
                .add(element("div", "strip").addAll(pictures.typical(label)));
    }

    private Html poor(CheckedPicture picture, double score, double threshold, String detail) {
        Html.Element caption = element("figcaption")
                .add(element("p", "plain").add(element("b").add(element("bdi").add(picture.label()))))
                .add(element("p", "score-line")
                        .add(String.format(Locale.ROOT, "score %.3f, below %.3f", score, threshold)))
                .add(element("div", "meter")
                        .set("aria-hidden", "true")
                        .set(
                                "style",
                                String.format(
                                        Locale.ROOT,
                                        "--score: %.1f%%; --threshold: %.1f%%",
                                        100 * Math.clamp(score, 0, 1),
                                        100 * Math.clamp(threshold, 0, 1)))
                        .add(element("span", "fill"))
                        .add(element("span", "tick")));
        if (!detail.isEmpty()) {
            caption.add(element("p", "note").add(detail));
        }
        return element("figure").add(pictures.of(picture)).add(caption.add(name(picture.name())));
    }

    private static Html name(String name) {
        return element("p", "path").add(element("bdi").add(name));
    }
}
