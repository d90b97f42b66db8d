package dev.glimpse.classifier.search;

import dev.glimpse.classifier.ClassifierException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The files of a search as JSON. */
final class SearchJson {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private SearchJson() {}

    static String of(Plan plan) {
        ObjectNode root = NODES.objectNode();
        plan.facts().forEach(root::put);
        return text(root);
    }

    static Plan plan(String text, Path file) {
        SequencedMap<String, String> facts = new LinkedHashMap<>();
        tree(text, file)
                .properties()
                .forEach(entry -> facts.put(entry.getKey(), entry.getValue().asString("")));
        return new Plan(facts);
    }

    static String configuration(Try one, long seed) {
        ObjectNode root = NODES.objectNode().put("try", one.number()).put("seed", seed);
        ObjectNode options = root.putObject("options");
        one.configuration().values().forEach(options::put);
        return text(root);
    }

    static String metrics(Try one) {
        ObjectNode root = NODES.objectNode();
        root.put("state", one.failure().isPresent() ? "failed" : "done");
        one.failure().ifPresent(why -> root.put("why", why));
        root.set("rounds", rounds(one));
        return text(root);
    }

    static ArrayNode rounds(Try one) {
        ArrayNode rounds = NODES.arrayNode();
        for (Score score : one.scores()) {
            put(rounds.addObject(), score);
        }
        return rounds;
    }

    static ObjectNode put(ObjectNode node, Score score) {
        return node.put("pictures", score.pictures())
                .put("share", score.share())
                .put("accuracy", score.accuracy())
                .put("logLoss", score.logLoss())
                .put("of", score.of())
                .put("seconds", score.seconds());
    }

    /**
     * A try with what its file says of it.
     *
     * @throws ClassifierException if the file is damaged
     */
    static Try metrics(String text, Path file, Try fresh) {
        JsonNode root = tree(text, file);
        List<Score> scores = new ArrayList<>();
        for (JsonNode round : root.path("rounds")) {
            double[] numbers = new double[6];
            String[] names = {"pictures", "share", "accuracy", "logLoss", "of", "seconds"};
            for (int i = 0; i < names.length; i++) {
                if (!round.path(names[i]).isNumber()) {
                    throw damaged(file);
                }
                numbers[i] = round.path(names[i]).doubleValue();
            }
            Score score =
                    new Score((int) numbers[0], numbers[1], numbers[2], numbers[3], (long) numbers[4], numbers[5]);
            if (!score.isPossible()) {
                throw damaged(file);
            }
            scores.add(score);
        }
        boolean failed = root.path("state").asString("").equals("failed");
        if (!failed && scores.isEmpty()) {
            throw damaged(file);
        }
        return new Try(
                fresh.number(),
                fresh.configuration(),
                scores,
                failed ? Optional.of(root.path("why").asString("")) : Optional.empty());
    }

    /** What a result says of how the best one did on the test split, if it is this try. */
    static Optional<SearchResult.OnTest> onTest(String text, Try one) {
        try {
            JsonNode best = JsonMapper.shared().readTree(text).path("best");
            JsonNode test = best.path("test");
            boolean same = best.path("try").asInt(0) == one.number()
                    && best.path("pictures").asInt(0) == one.pictures()
                    && test.path("accuracy").isNumber();
            return same
                    ? Optional.of(new SearchResult.OnTest(
                            test.path("accuracy").doubleValue(), test.path("of").asLong(0)))
                    : Optional.empty();
        } catch (JacksonException _) {
            // Then it is judged again.
            return Optional.empty();
        }
    }

    private static JsonNode tree(String text, Path file) {
        try {
            JsonNode root = JsonMapper.shared().readTree(text);
            if (root.isObject()) {
                return root;
            }
        } catch (JacksonException _) {
            // Told below, as JSON of another kind is.
        }
        throw damaged(file);
    }

    private static ClassifierException damaged(Path file) {
        return new ClassifierException(file + " is damaged: remove its folder, and what was in it is done again");
    }

    static String text(ObjectNode root) {
        return JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
    }
}
