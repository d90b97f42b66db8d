package dev.glimpse.classifier.evaluation;

import static dev.glimpse.classifier.page.Html.element;

import dev.glimpse.classifier.page.Html;
import dev.glimpse.classifier.page.Photo;
import java.util.List;

/** The most certain mistakes of the page, each with its picture. */
final class MistakeSection {

    private final Evaluation evaluation;
    private final Thumbnails thumbnails;

    MistakeSection(Evaluation evaluation, Thumbnails thumbnails) {
        this.evaluation = evaluation;
        this.thumbnails = thumbnails;
    }

    /** The place on the page of the mistake with this index. */
    static String anchor(int index) {
        return "mistake-" + (index + 1);
    }

    Html render() {
        Html.Element cards = element("div", "cards");
        List<Outcome> mistakes = evaluation.mistakes();
        for (int i = 0; i < mistakes.size(); i++) {
            cards.add(card(anchor(i), mistakes.get(i)));
        }
        return cards;
    }

    private Html card(String anchor, Outcome mistake) {
        String truth = evaluation.labels().get(mistake.label());
        String given = evaluation.labels().get(mistake.predicted());
        return element("figure")
                .set("id", anchor)
                .add(picture(mistake.item(), truth))
                .add(element("figcaption")
                        .add(line("given", given, mistake.probability()).set("class", "given"))
                        .add(line("true", truth, mistake.labelProbability()).set("class", "true"))
                        .add(element("p", "path").add(mistake.item())));
    }

    private static Html.Element line(String role, String label, float probability) {
        return element("p")
                .add(element("span", "role").add(role))
                .add(" ")
                .add(element("b").add(label))
                .add(" ")
                .add(element("span", "sure").add(Figures.percent(probability, 1)));
    }

    private Html picture(String item, String truth) {
        return Photo.of(thumbnails.of(item), "A picture of the label " + truth);
    }
}
