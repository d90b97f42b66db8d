package dev.glimpse.classifier;

import dev.glimpse.nn.archive.ModelConfig;
import dev.glimpse.nn.archive.ModelFile;
import dev.glimpse.nn.archive.Weights;
import dev.glimpse.nn.layer.Functional;
import dev.glimpse.nn.layer.Layer;
import dev.glimpse.tensor.batch.NdArray;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/** Two models made one: what the second takes is what the first gives. */
final class Joint {

    private Joint() {}

    /**
     * One flat model whose first layers are those of a backbone, frozen, and whose last are those of a tail; where both have a
     * layer of the same name, that of the tail gets a number.
     */
    static ModelFile of(ModelFile backbone, ModelFile tail) {
        return asTheyAre(ModelFile.of(backbone.architecture().changed(Layer::frozen), backbone.weights()), tail);
    }

    /** As above, with layers that learn where those of the first model do. */
    static ModelFile asTheyAre(ModelFile backbone, ModelFile tail) {
        Functional joined = backbone.architecture().followedBy(tail.architecture());
        List<String> paths =
                joined.placedWeights().stream().map(weight -> weight.path()).toList();
        SequencedMap<String, NdArray.Floats> weights =
                new LinkedHashMap<>(backbone.weights().byPath());
        List<NdArray.Floats> last = List.copyOf(tail.weights().byPath().values());
        List<String> added =
                paths.stream().filter(path -> !weights.containsKey(path)).toList();
        for (int i = 0; i < added.size(); i++) {
            weights.put(added.get(i), last.get(i));
        }
        SequencedMap<String, NdArray.Floats> ordered = new LinkedHashMap<>();
        paths.forEach(path -> ordered.put(path, new Weights(weights).get(path)));
        return ModelFile.of(ModelConfig.of(joined), new Weights(ordered));
    }
}
