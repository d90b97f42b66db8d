package dev.glimpse.cli;

import dev.glimpse.classifier.Guess;
import dev.glimpse.classifier.Prediction;
import dev.glimpse.classifier.Strangeness;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The guesses on one picture as they are printed. */
final class PredictionText {

    private PredictionText() {}

    /** One line of JSON with numbers in full precision. */
    static String json(String picture, Prediction prediction, int top) {
        ObjectNode line = JsonNodeFactory.instance.objectNode().put("picture", picture);
        prediction.strangeness().ifPresent(strangeness -> line.put("unknown", strangeness.isUnknown())
                .put("strangeness", strangeness.score())
                .put("threshold", strangeness.threshold()));
        ArrayNode array = line.putArray("guesses");
        for (Guess guess : prediction.top(top)) {
            array.addObject().put("label", guess.label()).put("probability", guess.probability());
        }
        return JsonMapper.shared().writeValueAsString(line) + "\n";
    }

    /** The picture's name, and below it whether it is none of these, and a line for each guess. */
    static String lines(String picture, Prediction prediction, int top) {
        return Failure.oneLine(picture) + "\n"
                + prediction
                        .strangeness()
                        .filter(Strangeness::isUnknown)
                        .map(PredictionText::none)
                        .orElse("")
                + guesses(prediction.top(top));
    }

    private static String none(Strangeness strangeness) {
        return String.format(
                Locale.ROOT,
                "  none of these (strangeness %.1f, over %.1f); if it had to choose:%n",
                strangeness.score(),
                strangeness.threshold());
    }

    private static String guesses(List<Guess> guesses) {
        List<String> labels =
                guesses.stream().map(guess -> Failure.oneLine(guess.label())).toList();
        int width = labels.stream().mapToInt(String::length).max().orElse(0);
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < guesses.size(); i++) {
            String label = labels.get(i);
            lines.append("  ")
                    .append(label)
                    .append(" ".repeat(width - label.length()))
                    .append(String.format(
                            Locale.ROOT, " %6s %%%n", percent(guesses.get(i).probability())));
        }
        return lines.toString();
    }

    /** In per cent; what is not quite all or nothing is never rounded to it. */
    private static String percent(float probability) {
        String rounded = String.format(Locale.ROOT, "%.1f", 100.0 * probability);
        if (rounded.equals("100.0") && probability < 1) {
            return ">99.9";
        }
        return rounded.equals("0.0") && probability > 0 ? "<0.1" : rounded;
    }
}
