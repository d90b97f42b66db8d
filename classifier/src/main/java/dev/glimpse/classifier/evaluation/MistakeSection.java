package dev.glimpse.classifier.evaluation;

import static dev.glimpse.classifier.evaluation.Html.element;

import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** The most certain mistakes of the page, each with its picture. */
final class MistakeSection {

    private static final int PNG_WIDTH = 16;
    private static final int TINY = 96;

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
        Optional<byte[]> bytes = thumbnails.of(item);
        Optional<String> type = bytes.flatMap(MistakeSection::mediaType);
        if (bytes.isEmpty() || type.isEmpty()) {
            return element("div", "missing").add("no picture");
        }
        return element("img", isTiny(bytes.get()) ? "tiny" : "photo")
                .set("alt", "A picture of the label " + truth)
                .set(
                        "src",
                        "data:" + type.get() + ";base64," + Base64.getEncoder().encodeToString(bytes.get()));
    }

    private static Optional<String> mediaType(byte[] bytes) {
        if (startsWith(bytes, 0x89, 'P', 'N', 'G')) {
            return Optional.of("image/png");
        }
        return startsWith(bytes, 0xFF, 0xD8, 0xFF) ? Optional.of("image/jpeg") : Optional.empty();
    }

    private static boolean startsWith(byte[] bytes, int... start) {
        if (bytes.length < start.length) {
            return false;
        }
        for (int i = 0; i < start.length; i++) {
            if ((bytes[i] & 0xFF) != start[i]) {
                return false;
            }
        }
        return true;
    }

    /** Whether the picture is so small, as handwritten digits are, that its pixels are better shown than blurred. */
    private static boolean isTiny(byte[] bytes) {
        return startsWith(bytes, 0x89, 'P')
                && bytes.length >= PNG_WIDTH + Integer.BYTES
                && java.nio.ByteBuffer.wrap(bytes).getInt(PNG_WIDTH) < TINY;
    }
}
