package dev.glimpse.classifier.table;

import dev.glimpse.classifier.ClassifierException;
import dev.glimpse.data.table.Table;
import dev.glimpse.nn.archive.ModelFile;
import dev.glimpse.nn.archive.ModelFiles;
import dev.glimpse.nn.model.Model;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A network that tells a number of each row of a table, and knows the names of the columns. */
public final class NetworkRegressor implements Regressor {

    private static final int VERSION = 1;

    private final Model model;
    private final List<String> names;
    private final String target;

    NetworkRegressor(Model model, List<String> names, String target) {
        this.model = model;
        this.names = List.copyOf(names);
        this.target = target;
    }

    /**
     * The network in a file that {@link #save} wrote.
     *
     * @throws ClassifierException if it does not say which columns it takes
     */
    public static NetworkRegressor read(Path file) {
        ModelFile saved;
        try {
            saved = ModelFiles.read(file);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read", e);
        }
        JsonNode table = saved.glimpse().path("table");
        List<String> names = new ArrayList<>();
        table.path("columns").forEach(name -> names.add(name.asString("")));
        if (names.isEmpty() || saved.architecture().inputShapes().getFirst().count() != names.size()) {
            throw new ClassifierException(
                    file + " does not say which columns of a table it takes: expected a file of glimpse regress -o");
        }
        return new NetworkRegressor(Model.of(saved), names, table.path("target").asString(""));
    }

    /** The names of the columns that it takes. */
    public List<String> names() {
        return names;
    }

    /** The name of what it tells. */
    public String target() {
        return target;
    }

    /**
     * The rows of a table as it takes them; where the table does not say what is to be told, that is 0.
     *
     * @throws dev.glimpse.data.item.DataException if a column is missing or holds other things than numbers
     */
    public Examples rows(Table table) {
        List<Integer> columns = names.stream().map(table::column).collect(Collectors.toList());
        float[] targets = tells(table) ? table.rows(List.of(table.column(target))) : new float[table.rows()];
        return new Examples(names, target, table.rows(columns), targets);
    }

    /** Whether a table says itself, in each of its rows, what this tells. */
    public boolean tells(Table table) {
        return Collections.frequency(table.names(), target) == 1 && table.isNumeric(table.column(target));
    }

    @Override
    public float[] numbers(Examples rows) {
        return model.predict(List.of(rows.inputs())).getFirst().values();
    }

    /** Writes it into a {@code .keras} file, whole or not at all, with the names of the columns and more facts. */
    public void save(Path file, Map<String, String> about) {
        ObjectNode facts = JsonNodeFactory.instance.objectNode().put("version", VERSION);
        ObjectNode table = facts.putObject("table").put("target", target);
        ArrayNode columns = table.putArray("columns");
        names.forEach(columns::add);
        ObjectNode more = facts.putObject("about");
        about.forEach(more::put);
        model.save(file, facts);
    }

    @Override
    public void close() {
        model.close();
    }
}
