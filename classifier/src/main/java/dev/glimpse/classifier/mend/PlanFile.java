package dev.glimpse.classifier.mend;

import dev.glimpse.classifier.mend.Step.Action;
import dev.glimpse.classifier.mend.Step.Choice;
import dev.glimpse.data.item.DataException;
import dev.glimpse.data.source.Reasons;
import dev.glimpse.nn.archive.WholeFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A plan as JSON.
 *
 * <p>{@code format} is {@code glimpse-data-plan}, {@code version} 1; {@code dataset} is a path, relative to the plan's own folder
 * if it is relative at all; {@code createdBy} and {@code created}; {@code steps}, each with {@code on}, {@code do} ({@code
 * set-aside} or {@code relabel}), {@code picture}, {@code label}, for {@code relabel} the label {@code to}, {@code finding},
 * {@code score} (where there is one), {@code why} and {@code sha256}. What is not listed here is refused: it may be a slip of the pen.
 */
final class PlanFile {

    private static final String FORMAT = "glimpse-data-plan";
    private static final int VERSION = 1;
    private static final long MOST_BYTES = 256_000_000;
    private static final String SET_ASIDE = "set-aside";
    private static final String RELABEL = "relabel";
    private static final Set<String> PLAN_KEYS =
            Set.of("format", "version", "dataset", "createdBy", "created", "steps");
    private static final Set<String> STEP_KEYS =
            Set.of("on", "do", "picture", "label", "to", "finding", "score", "why", "sha256");

    /** Refuses a name that an object has twice: whoever looks a plan through sees one value, and the other would count. */
    private static final JsonMapper STRICT = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final Path file;

    private PlanFile(Path file) {
        this.file = file;
    }

    static void requireFree(Path file) {
        if (Files.exists(Journal.of(file))) {
            throw new DataException(file + " has been carried out, and " + Journal.of(file)
                    + " is needed to undo it: choose another name for the new plan");
        }
    }

    static void write(Plan plan, Path file) throws IOException {
        requireFree(file);
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("format", FORMAT)
                .put("version", VERSION)
                .put("dataset", plan.dataset().toString())
                .put("createdBy", plan.createdBy())
                .put("created", plan.created().toString());
        ArrayNode steps = root.putArray("steps");
        plan.steps().forEach(step -> steps.add(of(step)));
        String text = JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
        WholeFile.write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static ObjectNode of(Step step) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("on", step.choice() == Choice.ON);
        switch (step.action()) {
            case Action.SetAside _ ->
                node.put("do", SET_ASIDE).put("picture", step.picture()).put("label", step.label());
            case Action.Relabel relabel ->
                node.put("do", RELABEL)
                        .put("picture", step.picture())
                        .put("label", step.label())
                        .put("to", relabel.to());
        }
        node.put("finding", step.finding());
        step.score().ifPresent(score -> node.put("score", score));
        return node.put("why", step.why()).put("sha256", step.sha256());
    }

    static Plan read(Path file) {
        return new PlanFile(file).read();
    }

    private Plan read() {
        JsonNode root = json();
        if (!root.isObject() || !root.path("format").asString("").equals(FORMAT)) {
            throw new DataException(file + " is no plan: expected JSON with \"format\": \"" + FORMAT
                    + "\", as glimpse data check DATA --fix " + file.getFileName() + " writes it");
        }
        if (!root.path("version").isInt() || root.path("version").asInt() != VERSION) {
            throw new DataException(file + " is a plan of version " + root.path("version")
                    + "; this Glimpse knows version " + VERSION + ": make a new plan");
        }
        requireKnown(root, PLAN_KEYS, file.toString());
        JsonNode list = root.path("steps");
        if (!list.isArray()) {
            throw new DataException(file + " has no \"steps\": expected a list of them");
        }
        List<Step> steps = new ArrayList<>(list.size());
        for (JsonNode step : list) {
            steps.add(step(step, file + ", step " + (steps.size() + 1)));
        }
        return new Plan(dataset(root), text(root, "createdBy", file.toString()), created(root), steps);
    }

    private JsonNode json() {
        try {
            if (Files.isDirectory(file)) {
                throw new DataException(
                        file + " is a folder: give the plan, as glimpse data check DATA --fix plan.json writes it");
            }
            if (!Files.exists(file)) {
                throw new DataException("there is no plan " + file + ": glimpse data check DATA --fix "
                        + file.getFileName() + " writes one");
            }
            if (Files.size(file) > MOST_BYTES) {
                throw new DataException(
                        file + " has more than " + MOST_BYTES / 1_000_000 + " MB: no plan is that long");
            }
            return STRICT.readTree(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new DataException("cannot read " + file + ": " + Reasons.of(e), e);
        } catch (JacksonException e) {
            String where = e.getLocation() == null
                    ? ""
                    : ", line " + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr();
            throw new DataException(file + where + ": this is not JSON: " + e.getOriginalMessage(), e);
        }
    }

    private Path dataset(JsonNode root) {
        String text = text(root, "dataset", file.toString());
        try {
            return file.toAbsolutePath().resolveSibling(text).normalize();
        } catch (InvalidPathException e) {
            throw new DataException(file + ": '" + text + "' can be no path of a dataset here", e);
        }
    }

    private Instant created(JsonNode root) {
        String text = text(root, "created", file.toString());
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new DataException(
                    file + ": \"created\" is a time such as 2026-01-31T12:00:00Z, got '" + text + "'", e);
        }
    }

    private static Step step(JsonNode node, String where) {
        if (!node.isObject()) {
            throw new DataException(where + " is no step: expected an object, got " + node.getNodeType());
        }
        requireKnown(node, STEP_KEYS, where);
        if (!node.path("on").isBoolean()) {
            throw new DataException(where + ": \"on\" is true or false, got " + node.path("on"));
        }
        String sha256 = text(node, "sha256", where);
        if (!sha256.matches("[0-9a-f]{64}")) {
            throw new DataException(where + ": \"sha256\" has 64 hexadecimal digits, got '" + sha256 + "'");
        }
        JsonNode score = node.path("score");
        if (!score.isMissingNode() && !(score.isNumber() && Double.isFinite(score.asDouble(Double.NaN)))) {
            throw new DataException(where + ": \"score\" is a number, and no endless one");
        }
        return new Step(
                node.path("on").asBoolean() ? Choice.ON : Choice.OFF,
                action(node, where),
                text(node, "picture", where),
                text(node, "label", where),
                sha256,
                text(node, "finding", where),
                score.isNumber() ? Optional.of(score.asDouble()) : Optional.empty(),
                text(node, "why", where));
    }

    private static Action action(JsonNode node, String where) {
        String word = text(node, "do", where);
        return switch (word) {
            case SET_ASIDE -> {
                if (node.has("to")) {
                    throw new DataException(where + ": \"to\" goes with \"do\": \"relabel\" alone");
                }
                yield new Action.SetAside();
            }
            case RELABEL -> new Action.Relabel(text(node, "to", where));
            default ->
                throw new DataException(where + ": \"do\" is \"" + SET_ASIDE + "\" or \"" + RELABEL + "\", got '" + word
                        + "'; a step that is not to be done has \"on\": false");
        };
    }

    private static String text(JsonNode node, String key, String where) {
        JsonNode value = node.path(key);
        if (!value.isString() || value.asString().isEmpty()) {
            throw new DataException(
                    where + ": \"" + key + "\" " + (value.isMissingNode() ? "is missing" : "is a text, got " + value));
        }
        return value.asString();
    }

    private static void requireKnown(JsonNode node, Set<String> known, String where) {
        for (String key : node.propertyNames()) {
            if (!known.contains(key)) {
                throw new DataException(where + " has a \"" + key + "\", which is unknown; there is "
                        + String.join(", ", new TreeSet<>(known)));
            }
        }
    }
}
