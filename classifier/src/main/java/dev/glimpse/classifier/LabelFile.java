package dev.glimpse.classifier;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.StringNode;

/**
 * A file with the labels of a model, in the order of its outputs, in one of the forms in which they are handed round.
 *
 * <ul>
 *   <li>one a line, as text in UTF-8
 *   <li>{@code 0 Class 1}, {@code 1 Class 2}: Teachable Machine's {@code labels.txt}
 *   <li>{@code ["cat", "dog"]}, in JSON
 *   <li>{@code {"0": "cat", "1": "dog"}}, or with {@code ["n01440764", "tench"]} for each: Keras's {@code
 *       imagenet_class_index.json}
 *   <li>{@code {"cat": 0, "dog": 1}}: {@code class_indices} of Keras's generators
 * </ul>
 */
final class LabelFile {

    private static final int MOST_BYTES = 16 << 20;
    private static final Pattern LINE_END = Pattern.compile("\\r\\n|\\r|\\n");

    private final Path file;

    private LabelFile(Path file) {
        this.file = file;
    }

    /**
     * The labels in a file.
     *
     * @throws ClassifierException if there is no such file, or it holds none
     */
    static List<String> read(Path file) {
        LabelFile reader = new LabelFile(file);
        String text = reader.text();
        String start = text.stripLeading();
        List<String> labels =
                start.startsWith("[") || start.startsWith("{") ? reader.ofJson(text) : reader.ofLines(text);
        if (labels.isEmpty()) {
            throw new ClassifierException(file + " has no labels: give one a line, in the order of the outputs");
        }
        try {
            return new Labels.Named(labels).names();
        } catch (ClassifierException wrong) {
            throw new ClassifierException(file + ": " + wrong.getMessage(), wrong);
        }
    }

    private String text() {
        if (!Files.exists(file) || Files.isDirectory(file)) {
            throw new ClassifierException("there is no file " + file + " with labels");
        }
        // A pipe has no size before it is read.
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw new ClassifierException(file + " has more than " + MOST_BYTES + " bytes, too many for labels");
            }
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException wrong) {
            throw new ClassifierException(file + " is not text in UTF-8: save the labels as such", wrong);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read", e);
        }
    }

    private List<String> ofLines(String text) {
        List<String> lines =
                new ArrayList<>(LINE_END.splitAsStream(text).map(String::strip).toList());
        while (!lines.isEmpty() && lines.getLast().isEmpty()) {
            lines.removeLast();
        }
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).isEmpty()) {
                throw new ClassifierException(file + " has no label in line " + (i + 1)
                        + ": the lines are those of the outputs, so none can be empty");
            }
        }
        List<String> unnumbered = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String[] parts = lines.get(i).split("\\s+", 2);
            if (parts.length < 2 || !parts[0].equals(Integer.toString(i))) {
                return lines;
            }
            unnumbered.add(parts[1]);
        }
        return unnumbered;
    }

    private List<String> ofJson(String text) {
        JsonNode json;
        try {
            json = JsonMapper.shared().readTree(text);
        } catch (JacksonException wrong) {
            throw new ClassifierException(
                    file + " begins as JSON and cannot be read as such: " + wrong.getOriginalMessage(), wrong);
        }
        if (json.isArray()) {
            return json.valueStream().map(this::name).toList();
        }
        boolean numbersAreValues = json.valueStream().allMatch(JsonNode::isInt);
        TreeMap<Integer, JsonNode> byNumber = new TreeMap<>();
        json.properties().forEach(entry -> {
            JsonNode name = numbersAreValues ? StringNode.valueOf(entry.getKey()) : entry.getValue();
            int number = numbersAreValues ? entry.getValue().intValue() : number(entry.getKey());
            if (byNumber.put(number, name) != null) {
                throw new ClassifierException(file + " has two labels for output " + number);
            }
        });
        for (int i = 0; i < byNumber.size(); i++) {
            if (!byNumber.containsKey(i)) {
                throw new ClassifierException(file + " has " + byNumber.size() + " labels but none for output " + i
                        + ": outputs count from 0");
            }
        }
        return distinct(List.copyOf(byNumber.values()));
    }

    private int number(String key) {
        try {
            return Integer.parseInt(key);
        } catch (NumberFormatException wrong) {
            throw new ClassifierException(
                    file + " has a label for '" + key
                            + "': expected {\"0\": \"cat\", …}, {\"cat\": 0, …} or [\"cat\", …]",
                    wrong);
        }
    }

    /** The names; where two classes of ImageNet share one (crane, maillot), with their WordNet numbers. */
    private List<String> distinct(List<JsonNode> nodes) {
        List<String> names = nodes.stream().map(this::name).toList();
        List<String> distinct = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            boolean shared = nodes.get(i).isArray() && Collections.frequency(names, name) > 1;
            distinct.add(shared ? name + " (" + nodes.get(i).get(0).asString() + ")" : name);
        }
        return distinct;
    }

    private String name(JsonNode node) {
        if (node.isString()) {
            return node.stringValue().strip();
        }
        if (node.isArray()
                && node.size() == 2
                && node.get(0).isString()
                && node.get(1).isString()) {
            return node.get(1).stringValue().strip();
        }
        throw new ClassifierException(file + " has " + node + " for a label: a label is a text");
    }
}
