package dev.glimpse.benchmark.keras;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Python's Keras in a process of its own, asked with a line of JSON and answering with one.
 *
 * <p>What it can be asked stands in {@code benchmark/keras/judge/__main__.py}.
 */
final class Keras implements AutoCloseable {

    private static final JsonMapper MAPPER = JsonMapper.shared();

    private final Process process;
    private final BufferedWriter questions;
    private final BufferedReader answers;
    private final Path log;
    private final Path folder;
    private final Map<ObjectNode, JsonNode> remembered = new HashMap<>();

    private Keras(Process process, Path log, Path folder) {
        this.process = process;
        this.questions = process.outputWriter();
        this.answers = process.inputReader();
        this.log = log;
        this.folder = folder;
    }

    static Keras start(String python) {
        Path root = root();
        Path log = root.resolve("benchmark/target/keras-judge.log");
        String program = python.contains("/") ? root.resolve(python).toString() : python;
        try {
            Files.createDirectories(log.getParent());
            Process process = new ProcessBuilder(
                            program, root.resolve("benchmark/keras/judge").toString())
                    .redirectError(log.toFile())
                    .start();
            return new Keras(process, log, Files.createTempDirectory("glimpse-keras-"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path root() {
        Path here = Path.of("").toAbsolutePath();
        return Files.exists(here.resolve("benchmark/keras/judge")) ? here : here.resolveSibling("");
    }

    /** Where files are exchanged. */
    Path folder() {
        return folder;
    }

    /** The names that a question without arguments is answered with. */
    List<String> names(String question) {
        List<String> names = new ArrayList<>();
        for (JsonNode name : askOnce(question, _ -> {}).path("names")) {
            names.add(name.asString(""));
        }
        return names;
    }

    /** The answer to a question. */
    JsonNode ask(String what, Consumer<ObjectNode> arguments) {
        return asked(question(what, arguments));
    }

    /** The answer to a question that always has the same one. */
    JsonNode askOnce(String what, Consumer<ObjectNode> arguments) {
        ObjectNode question = question(what, arguments);
        JsonNode known = remembered.get(question);
        if (known == null) {
            known = answer(question);
            remembered.put(question, known);
        }
        return orFail(known);
    }

    private JsonNode asked(ObjectNode question) {
        return orFail(answer(question));
    }

    private static ObjectNode question(String what, Consumer<ObjectNode> arguments) {
        ObjectNode question = MAPPER.createObjectNode().put("ask", what);
        arguments.accept(question);
        return question;
    }

    private static JsonNode orFail(JsonNode answer) {
        if (answer.has("error")) {
            throw new AssertionError("Keras says: " + answer.get("error").stringValue());
        }
        return answer;
    }

    private JsonNode answer(ObjectNode question) {
        try {
            questions.write(question.toString());
            questions.newLine();
            questions.flush();
            @Nullable String answer = answers.readLine();
            if (answer != null) {
                return MAPPER.readTree(answer);
            }
        } catch (IOException ended) {
            // Why it ended stands in its log.
        }
        throw new AssertionError("Keras has ended; the last of what it said:\n" + lastWords());
    }

    private String lastWords() {
        try (Stream<String> lines = Files.lines(log)) {
            List<String> all = lines.toList();
            return String.join("\n", all.subList(Math.max(0, all.size() - 20), all.size()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException, InterruptedException {
        questions.close();
        process.waitFor();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
