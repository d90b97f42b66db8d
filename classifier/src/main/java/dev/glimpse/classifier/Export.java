package dev.glimpse.classifier;

import dev.glimpse.nn.archive.KerasArchive;
import dev.glimpse.nn.archive.KerasHdf5;
import dev.glimpse.nn.archive.KerasJson;
import dev.glimpse.nn.archive.ModelDescription;
import dev.glimpse.nn.archive.ModelFile;
import dev.glimpse.nn.archive.WholeFile;
import dev.glimpse.onnx.OnnxFile;
import dev.glimpse.onnx.OnnxGraph;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * A model on its way into a file of another kind.
 *
 * {@snippet :
 * Export.of(Path.of("birds.keras"), _ -> {}).write(ExportFormat.ONNX, Path.of("birds.onnx"));
 * }
 *
 * <p>Any model can be exported. One that others made stays as it is, unless its user says what its file does not: labels, or what
 * its network wants for pixels. No engine is needed.
 */
public final class Export {

    private final Path source;
    private final ModelFile model;
    private final Optional<ModelFacts> facts;
    private final OpenedModel.Origin origin;

    private Export(Path source, ModelFile model, Optional<ModelFacts> facts, OpenedModel.Origin origin) {
        this.source = source;
        this.model = model;
        this.facts = facts;
        this.origin = origin;
    }

    /**
     * The model in a file.
     *
     * @param options what the file does not say, as for {@link Classifier#load(Path, Consumer)}
     * @throws dev.glimpse.nn.NnException if there is no such file, or what it holds is not supported
     * @throws ClassifierException if what is said does not fit the model, or its answers come from more than layers
     */
    public static Export of(Path file, Consumer<Opening> options) {
        Opening said = new Opening();
        options.accept(said);
        ModelFile saved = OpenedModel.saved(file, said);
        ModelFacts.beyondLayers(saved.glimpse()).ifPresent(reason -> {
            throw new ClassifierException(file + " cannot be exported: " + reason
                    + ", and other programs run layers alone: train with --recipe linear or head instead, whose answers are"
                    + " layers");
        });
        if (!said.saysMore() && !ModelFacts.areIn(saved.glimpse())) {
            return new Export(file, saved, Optional.empty(), OpenedModel.Origin.FOREIGN);
        }
        OpenedModel opened = OpenedModel.of(file, saved, said);
        return new Export(
                file, opened.model().with(opened.facts().toJson()), Optional.of(opened.facts()), opened.origin());
    }

    /** Why a model cannot be exported, if its answers come from more than its layers. */
    public static Optional<String> beyondLayers(ModelDescription model) {
        return ModelFacts.beyondLayers(model.glimpse());
    }

    /** Whether the file says nothing about labels and pictures, because Glimpse did not write it. */
    public boolean isForeign() {
        return origin == OpenedModel.Origin.FOREIGN;
    }

    /** Whether Glimpse tells pictures of other things by more than the layers, which other programs then do not. */
    public boolean tellsUnknown() {
        return facts.flatMap(ModelFacts::unknown).isPresent();
    }

    /** What the outputs are called, if anybody has said. */
    public Optional<List<String>> labels() {
        return facts.filter(known -> known.naming() instanceof Labels.Named).map(ModelFacts::labels);
    }

    /** How a picture becomes what the model takes, one way for each of its inputs, if anybody has said. */
    public Optional<Views> views() {
        return facts.map(ModelFacts::views);
    }

    /**
     * Writes the model, each file whole or not at all.
     *
     * @param target ends as the format's files do
     * @return the files that were written: one, or for Python the weights too
     * @throws ClassifierException if the target is no file of the format, or the file that the model came from
     * @throws dev.glimpse.nn.NnException if the format has no place for a layer; it is named
     */
    public List<Path> write(ExportFormat format, Path target) {
        require(format, target);
        try {
            switch (format) {
                case KERAS -> KerasArchive.write(target, model);
                case H5 -> KerasHdf5.write(target, model);
                case WEIGHTS_H5 -> weights(target);
                case KERAS_JSON -> text(target, KerasJson.write(model.config()));
                case PYTHON -> {
                    return python(target);
                }
                case ONNX ->
                    OnnxFile.write(
                            target,
                            OnnxGraph.of(model.architecture(), model.weights()).with(metadata()));
            }
            return List.of(target);
        } catch (IOException e) {
            throw new UncheckedIOException(target + " cannot be written", e);
        }
    }

    /**
     * Writes the labels, one a line.
     *
     * @throws ClassifierException if nobody has said what they are, or the target is the file that the model came from
     */
    public void writeLabels(Path target) {
        List<String> names = labels().orElseThrow(() -> new ClassifierException(
                source + " does not say what its outputs are called, so there are no labels to write"));
        requirePlace(target);
        try {
            text(target, String.join("\n", names) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(target + " cannot be written", e);
        }
    }

    /** Keras 3 reads its own kind from a file that ends in .weights.h5, and the older one from any other. */
    private void weights(Path target) throws IOException {
        if (target.toString().endsWith(ExportFormat.WEIGHTS_H5.ending())) {
            KerasArchive.writeWeights(target, model.architecture(), model.weights());
        } else {
            KerasHdf5.writeWeights(target, model.architecture(), model.weights());
        }
    }

    private List<Path> python(Path target) throws IOException {
        String name = target.getFileName().toString();
        String stem =
                name.substring(0, name.length() - ExportFormat.PYTHON.ending().length());
        Path weights = target.resolveSibling(stem + ExportFormat.WEIGHTS_H5.ending());
        String code = PythonFile.of(model.architecture(), weights.getFileName().toString(), facts);
        write(ExportFormat.WEIGHTS_H5, weights);
        text(target, code);
        return List.of(target, weights);
    }

    private Map<String, String> metadata() {
        Map<String, String> metadata = new LinkedHashMap<>();
        labels().ifPresent(names -> {
            ArrayNode json = JsonNodeFactory.instance.arrayNode();
            names.forEach(json::add);
            metadata.put("labels", json.toString());
        });
        views().ifPresent(views -> metadata.put("preprocessing", json(views).toString()));
        facts.flatMap(ModelFacts::unknown)
                .ifPresent(
                        rule -> metadata.put("unknown", ConfidenceJson.of(rule).toString()));
        return metadata;
    }

    /** One object, or a list of them in the order of the inputs. */
    private static JsonNode json(Views views) {
        if (views.each().size() == 1) {
            return views.first().toJson();
        }
        ArrayNode all = JsonNodeFactory.instance.arrayNode();
        views.each().forEach(way -> all.add(way.toJson()));
        return all;
    }

    private void require(ExportFormat format, Path target) {
        if (!format.fits(target)) {
            throw new ClassifierException("a file of the format " + format.word() + " ends in " + format.ending()
                    + ", got " + target + ": add that ending");
        }
        requirePlace(target);
    }

    private void requirePlace(Path target) {
        Path folder = target.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new ClassifierException("there is no folder " + folder + " to write into: make it first");
        }
        if (Files.isDirectory(target)) {
            throw new ClassifierException(target + " is a folder: name a file in it");
        }
        try {
            if (Files.exists(target) && Files.isSameFile(source, target)) {
                throw new ClassifierException(target + " is the model itself: name another file to write to");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(target + " cannot be written", e);
        }
    }

    private static void text(Path target, String text) throws IOException {
        WholeFile.write(target, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }
}
