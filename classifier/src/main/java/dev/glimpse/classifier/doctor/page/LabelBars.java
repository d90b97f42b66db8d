package dev.glimpse.classifier.doctor.page;

import static dev.glimpse.classifier.page.Html.element;

import dev.glimpse.classifier.doctor.Diagnosis;
import dev.glimpse.classifier.doctor.Finding;
import dev.glimpse.classifier.evaluation.Figures;
import dev.glimpse.classifier.page.Html;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How many pictures each label has, as bars; those with too few, or far fewer than the largest, say so. */
final class LabelBars {

    /** Past these, the labels in the middle are left out. */
    private static final int MOST = 60;

    private final Diagnosis diagnosis;
    private final Map<String, String> notes = new HashMap<>();

    LabelBars(Diagnosis diagnosis) {
        this.diagnosis = diagnosis;
        for (Finding finding : diagnosis.findings()) {
            if (finding instanceof Finding.Imbalance imbalance) {
                notes.put(
                        imbalance.label(),
                        String.format(
                                        Locale.ROOT,
                                        "one for every %.0f of ",
                                        (double) imbalance.largestPictures() / Math.max(1, imbalance.pictures()))
                                + imbalance.largest());
            }
        }
        for (Finding finding : diagnosis.findings()) {
            if (finding instanceof Finding.TooFew few) {
                notes.put(few.label(), "too few: " + few.wanted() + " or more are wanted");
            }
        }
    }

    List<Html> render() {
        List<Map.Entry<String, Integer>> labels =
                new ArrayList<>(diagnosis.labels().entrySet());
        labels.sort(Map.Entry.<String, Integer>comparingByValue().reversed());
        int largest = Math.max(1, labels.isEmpty() ? 1 : labels.getFirst().getValue());
        Html.Element rows = element("tbody");
        List<Html> parts = new ArrayList<>();
        for (int i = 0; i < labels.size(); i++) {
            if (labels.size() <= MOST || i < MOST / 2 || i >= labels.size() - MOST / 2) {
                rows.add(row(labels.get(i).getKey(), labels.get(i).getValue(), largest));
            }
        }
        parts.add(element("table", "bars")
                .add(element("thead")
                        .add(element("tr")
                                .add(element("th").set("scope", "col").add("label"))
                                .add(element("th").set("scope", "col").add("pictures"))
                                .add(element("th", "words").set("scope", "col").add(""))))
                .add(rows));
        if (labels.size() > MOST) {
            parts.add(element("p", "note")
                    .add("The largest and the smallest; " + Figures.count(labels.size() - MOST)
                            + " labels between them are left out."));
        }
        return parts;
    }

    private Html row(String label, int pictures, int largest) {
        String note = notes.getOrDefault(label, "");
        Html.Element bar = element("td", "words")
                .add(element("div", note.isEmpty() ? "bar" : "bar few")
                        .set("aria-hidden", "true")
                        .set("style", String.format(Locale.ROOT, "--share: %.2f%%", 100.0 * pictures / largest)));
        if (!note.isEmpty()) {
            bar.add(element("span", "few-note").add(element("bdi").add(note)));
        }
        return element("tr")
                .add(element("th").set("scope", "row").add(element("bdi").add(label)))
                .add(element("td").add(Figures.count(pictures)))
                .add(bar);
    }
}
