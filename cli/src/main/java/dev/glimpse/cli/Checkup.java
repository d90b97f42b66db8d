package dev.glimpse.cli;

import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a look at this machine found.
 *
 * @param findings what there is, in the order in which it is told
 * @param problems what is wrong with it
 */
record Checkup(List<Finding> findings, List<Problem> problems) {

    /**
     * One thing that there is.
     *
     * @param key what programs call it
     * @param name what people call it
     * @param words what it is, for people
     * @param value what it is, for programs
     */
    record Finding(String key, String name, String words, JsonNode value) {

        Finding(String key, String name, String words) {
            this(key, name, words, JsonNodeFactory.instance.stringNode(words));
        }
    }

    /**
     * One thing that is wrong.
     *
     * @param weight how bad it is
     * @param what what is wrong
     * @param fix what to do about it
     */
    record Problem(Weight weight, String what, String fix) {}

    /** How bad a problem is. */
    enum Weight {
        /** Glimpse works, but not as well as it could. */
        HURTS,
        /** Glimpse does not work. */
        STOPS
    }

    Checkup {
        findings = List.copyOf(findings);
        problems = List.copyOf(problems);
    }

    /** Whether Glimpse works here, well or not. */
    boolean works() {
        return problems.stream().noneMatch(problem -> problem.weight() == Weight.STOPS);
    }

    /** A line for each finding, then the problems with what to do about them. */
    String text() {
        int width = findings.stream()
                .mapToInt(finding -> finding.name().length())
                .max()
                .orElse(0);
        StringBuilder text = new StringBuilder();
        for (Finding finding : findings) {
            text.append(finding.name())
                    .append(" ".repeat(width - finding.name().length() + 2))
                    .append(Failure.oneLine(finding.words()))
                    .append('\n');
        }
        text.append('\n');
        for (Problem problem : problems) {
            text.append(problem.weight() == Weight.STOPS ? "Problem: " : "Could be better: ")
                    .append(Failure.oneLine(problem.what()))
                    .append("\n  ")
                    .append(problem.fix())
                    .append('\n');
        }
        return text.append(problems.isEmpty() ? "Nothing is wrong.\n" : "").toString();
    }

    /** One JSON object: each finding by its key, and {@code problems}, each with {@code weight}, {@code what} and {@code fix}. */
    String json() {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        findings.forEach(finding -> root.set(finding.key(), finding.value()));
        root.put("works", works());
        ArrayNode array = root.putArray("problems");
        problems.forEach(problem -> array.addObject()
                .put("weight", problem.weight() == Weight.STOPS ? "stops" : "hurts")
                .put("what", problem.what())
                .put("fix", problem.fix()));
        return JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
    }
}
