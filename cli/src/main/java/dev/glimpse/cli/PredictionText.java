package dev.glimpse.cli;

import dev.glimpse.classifier.Guess;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The guesses on one picture as they are printed. */
final class PredictionText {

    private PredictionText() {}

    /** One line of JSON with probabilities in full precision. */
    static String json(String picture, List<Guess> guesses) {
        ObjectNode line = JsonNodeFactory.instance.objectNode().put("picture", picture);
        ArrayNode array = line.putArray("guesses");
        for (Guess guess : guesses) {
            array.addObject().put("label", guess.label()).put("probability", guess.probability());
        }
        return JsonMapper.shared().writeValueAsString(line) + "\n";
    }

    /** The picture's name, and below it a line for each guess. */
    static String lines(String picture, List<Guess> guesses) {
        List<String> labels =
                guesses.stream().map(guess -> Failure.oneLine(guess.label())).toList();
        int width = labels.stream().mapToInt(String::length).max().orElse(0);
        StringBuilder lines = new StringBuilder(Failure.oneLine(picture)).append('\n');
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
