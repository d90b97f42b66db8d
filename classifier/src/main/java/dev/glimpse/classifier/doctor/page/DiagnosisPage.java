package dev.glimpse.classifier.doctor.page;

import static dev.glimpse.classifier.page.Html.element;

import dev.glimpse.classifier.doctor.Diagnosis;
import dev.glimpse.classifier.doctor.Evidence;
import dev.glimpse.classifier.doctor.Finding;
import dev.glimpse.classifier.doctor.FindingKind;
import dev.glimpse.classifier.doctor.LeftOut;
import dev.glimpse.classifier.doctor.NotChecked;
import dev.glimpse.classifier.evaluation.Figures;
import dev.glimpse.classifier.page.Html;
import dev.glimpse.classifier.page.Page;
import dev.glimpse.data.Dataset;
import dev.glimpse.nn.archive.WholeFile;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * A diagnosis as one page of HTML that needs nothing else, with the pictures inside, side by side.
 *
 * <p>It has no script, and every label and file name is escaped: they may come from strangers. Of each kind of finding the worst
 * {@value #MOST} are shown and the others counted. Pictures are read while the page is written, one at a time.
 */
public final class DiagnosisPage {

    static final int MOST = 24;

    private final Diagnosis diagnosis;
    private final Pictures pictures;
    private final String advice;

    private DiagnosisPage(Diagnosis diagnosis, Pictures pictures, String advice) {
        this.diagnosis = diagnosis;
        this.pictures = pictures;
        this.advice = advice;
    }

    /**
     * The page of a diagnosis.
     *
     * @param dataset the one that was checked; stays open until the page is written
     * @param advice the command with which to go on, as the page shows it; empty if there is none
     */
    public static DiagnosisPage of(Diagnosis diagnosis, Dataset dataset, String advice) {
        return new DiagnosisPage(diagnosis, new Pictures(diagnosis, dataset), advice);
    }

    /**
     * Writes the page; until it is whole, the file is not there, or is the old one.
     *
     * @throws IOException if it cannot be written
     */
    public void write(Path file) throws IOException {
        WholeFile.write(file, out -> {
            Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
            page().appendTo(writer);
            writer.flush();
        });
    }

    /** The page as text, pictures and all. */
    String html() {
        return page().text();
    }

    private Page page() {
        return Page.of(name() + ": " + headline(), Page.rules(DiagnosisPage.class, "diagnosis.css"), body());
    }

    private String name() {
        Path file = Path.of(diagnosis.location()).getFileName();
        return file == null ? diagnosis.location() : file.toString();
    }

    private String headline() {
        int findings = diagnosis.findings().size();
        return findings == 0 ? "nothing found" : Figures.count(findings) + (findings == 1 ? " finding" : " findings");
    }

    private Html body() {
        Map<FindingKind, Integer> counts = new EnumMap<>(FindingKind.class);
        counts.putAll(diagnosis.counts());
        Html.Element main = element("main").add(overview(counts)).add(labels());
        for (FindingKind kind : counts.keySet()) {
            if (kind != FindingKind.IMBALANCE && kind != FindingKind.TOO_FEW) {
                main.add(new Html.Later(() -> section(kind)));
            }
        }
        return element("body")
                .add(header(counts))
                .add(main)
                .add(element("footer").add(element("p").add("Made by Glimpse. This page needs no network.")));
    }

    private Html header(Map<FindingKind, Integer> counts) {
        Html.Element links = element("nav").set("aria-label", "Sections").add(link("labels", "Labels"));
        counts.keySet().stream()
                .filter(kind -> kind != FindingKind.IMBALANCE && kind != FindingKind.TOO_FEW)
                .forEach(kind -> links.add(link(kind.word(), Wording.title(kind))));
        return element("header")
                .add(element("h1").add(element("bdi").add(name())))
                .add(element("p", "basis")
                        .add("Checked ")
                        .add(element("b").add(Figures.pictures(diagnosis.pictures())))
                        .add(" with " + diagnosis.labels().size()
                                + (diagnosis.labels().size() == 1 ? " label" : " labels") + " in ")
                        .add(element("bdi").add(diagnosis.location()))
                        .add(diagnosis
                                        .backbone()
                                        .map(network -> ", seen with " + network)
                                        .orElse("") + "."))
                .add(element("p", "caution " + (diagnosis.isHealthy() ? "good" : "warn"))
                        .add(headline()))
                .add(links);
    }

    private static Html link(String section, String name) {
        return element("a").set("href", "#" + section).add(name);
    }

    static Html.Element section(String id, String title) {
        return element("section")
                .set("id", id)
                .set("aria-labelledby", id + "-title")
                .add(element("h2").set("id", id + "-title").add(title));
    }

    private Html overview(Map<FindingKind, Integer> counts) {
        Html.Element section = section("overview", "What was found");
        if (counts.isEmpty()) {
            section.add(element("p").add("Nothing that is likely to spoil what is learnt from these pictures."));
        } else {
            Html.Element rows = element("tbody");
            counts.forEach((kind, count) -> rows.add(element("tr")
                    .add(element("th")
                            .set("scope", "row")
                            .add(link(
                                    kind == FindingKind.IMBALANCE || kind == FindingKind.TOO_FEW
                                            ? "labels"
                                            : kind.word(),
                                    Wording.title(kind))))
                    .add(element("td").add(count(kind, count)))
                    .add(element("td", "words").add(Wording.inShort(kind)))));
            section.add(element("table", "kinds")
                    .add(element("thead")
                            .add(element("tr")
                                    .add(element("th").set("scope", "col").add("what"))
                                    .add(element("th").set("scope", "col").add("how many"))
                                    .add(element("th", "words")
                                            .set("scope", "col")
                                            .add("why it matters"))))
                    .add(rows));
            Html.Element next = element("p", "advice").add("Nothing has been changed.");
            section.add(
                    advice.isEmpty()
                            ? next
                            : next.add(" To go on: ").add(element("code").add(advice)));
        }
        List<String> notes = notes();
        if (!notes.isEmpty()) {
            Html.Element list = element("ul", "findings");
            notes.forEach(note -> list.add(element("li").add(note)));
            section.add(list);
        }
        return section;
    }

    /** How many findings of a kind there are; those with weak evidence are told apart. */
    private String count(FindingKind kind, int all) {
        long weak = diagnosis.findings(kind).stream()
                .filter(finding ->
                        finding instanceof Finding.LabelSuspect suspect && suspect.evidence() == Evidence.WEAK)
                .count();
        return weak == 0
                ? Figures.count(all)
                : Figures.count(all - weak) + ", and " + Figures.count(weak) + " that may be";
    }

    private List<String> notes() {
        List<String> notes = new ArrayList<>();
        for (NotChecked not : diagnosis.notChecked()) {
            notes.add("Not fully checked: " + not.kind() + " (" + not.reason() + ").");
        }
        for (LeftOut left : diagnosis.leftOut()) {
            notes.add(Figures.count(left.pictures()) + " of " + Figures.pictures(left.of()) + " count as " + left.kind()
                    + ": so many that it is how this dataset is, and not told one by one.");
        }
        notes.addAll(diagnosis.remarks());
        return notes;
    }

    private Html labels() {
        return section("labels", "Pictures of each label").addAll(new LabelBars(diagnosis).render());
    }

    private Html section(FindingKind kind) {
        List<Finding> findings = diagnosis.findings(kind);
        Html.Element section = section(kind.word(), Wording.title(kind) + " (" + count(kind, findings.size()) + ")");
        section.add(element("p").add(Wording.advice(kind)));
        List<Finding> shown = findings.subList(0, Math.min(MOST, findings.size()));
        Html.Element cards = element("div", Cards.style(kind));
        shown.forEach(finding -> cards.add(new Html.Later(() -> new Cards(pictures).of(finding))));
        section.add(cards);
        if (findings.size() > shown.size()) {
            section.add(element("p", "note more")
                    .add("and " + Figures.count(findings.size() - shown.size())
                            + " more, which glimpse data check --json lists."));
        }
        return section;
    }
}
