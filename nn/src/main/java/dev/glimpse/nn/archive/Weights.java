package dev.glimpse.nn.archive;

import dev.glimpse.nn.NnException;
import dev.glimpse.nn.layer.Architecture;
import dev.glimpse.nn.layer.PlacedWeight;
import dev.glimpse.tensor.Shape;
import dev.glimpse.tensor.batch.NdArray;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.Predicate;

/**
 * The numbers of an architecture's weights, by path, in Keras's layout.
 *
 * @param byPath {@link PlacedWeight#path} to numbers, in the order of {@link Architecture#placedWeights}
 */
public record Weights(SequencedMap<String, NdArray.Floats> byPath) {

    public Weights {
        byPath = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(byPath));
    }

    /** The numbers of one weight. */
    public NdArray.Floats get(String path) {
        NdArray.Floats weight = byPath.get(path);
        if (weight == null) {
            throw new NnException("there is no weight \"" + path + "\" among " + byPath.keySet());
        }
        return weight;
    }

    /** Those weights whose paths are wanted. */
    public Weights only(Predicate<String> wanted) {
        SequencedMap<String, NdArray.Floats> some = new LinkedHashMap<>(byPath);
        some.keySet().removeIf(wanted.negate());
        return new Weights(some);
    }

    /**
     * Those of an architecture, out of these.
     *
     * @throws NnException if one is missing
     */
    public Weights of(Architecture part) {
        SequencedMap<String, NdArray.Floats> chosen = new LinkedHashMap<>();
        part.placedWeights().forEach(weight -> chosen.put(weight.path(), get(weight.path())));
        return new Weights(chosen);
    }

    /**
     * Checks that there are exactly the weights that an architecture has.
     *
     * @throws NnException naming each that is missing, left over or of another shape
     */
    public void requireFit(Architecture architecture) {
        List<String> problems = new ArrayList<>();
        Map<String, NdArray.Floats> rest = new LinkedHashMap<>(byPath);
        for (PlacedWeight weight : architecture.placedWeights()) {
            NdArray.Floats array = rest.remove(weight.path());
            Shape expected = weight.spec().shape();
            if (array == null) {
                problems.add(weight.path() + " " + expected + " is missing");
            } else if (!array.shape().equals(expected)) {
                problems.add(weight.path() + " has shape " + array.shape() + " and needs " + expected);
            }
        }
        rest.forEach((path, array) -> problems.add(path + " " + array.shape() + " is left over"));
        requireNone(problems);
    }

    /** Refuses weights that do not fit, naming all there is about them. */
    static void requireNone(List<String> problems) {
        if (problems.size() == 1) {
            throw new NnException("the weights do not fit the architecture: " + problems.getFirst());
        }
        if (!problems.isEmpty()) {
            throw new NnException("the weights do not fit the architecture in " + problems.size() + " places:\n  "
                    + String.join("\n  ", problems));
        }
    }
}
