package dev.glimpse.nn.archive;

import dev.glimpse.nn.layer.DepthwiseConv2D;
import dev.glimpse.nn.layer.Layer;
import dev.glimpse.nn.layer.WeightSpec;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a weight is to its layer, such as its kernel, whatever the version of Keras that named it.
 *
 * @param word Keras 3's name; empty if a name in a file does not tell
 */
record WeightKind(String word) {

    private static final WeightKind UNKNOWN = new WeightKind("");

    private static final Set<String> WORDS = Set.of(
            "kernel",
            "depthwise_kernel",
            "pointwise_kernel",
            "bias",
            "gamma",
            "beta",
            "moving_mean",
            "moving_variance",
            "alpha",
            "mean",
            "variance",
            "count");

    /** What Keras 1 called them, after the layer's name. Its running_std was a variance all along. */
    private static final Map<String, String> OLD_WORDS = Map.of(
            "W", "kernel",
            "b", "bias",
            "gamma", "gamma",
            "beta", "beta",
            "running_mean", "moving_mean",
            "running_std", "moving_variance",
            "alphas", "alpha",
            "depthwise_kernel", "depthwise_kernel",
            "pointwise_kernel", "pointwise_kernel");

    private static final Pattern OLD = Pattern.compile(
            ".*_(W|b|gamma|beta|running_mean|running_std|alphas|depthwise_kernel|pointwise_kernel)(_\\d+)?");

    private static final Pattern END = Pattern.compile(":\\d+$");

    /** What an array with this name is. */
    static WeightKind of(String savedName) {
        String last =
                END.matcher(savedName.substring(savedName.lastIndexOf('/') + 1)).replaceFirst("");
        if (WORDS.contains(last)) {
            return new WeightKind(last);
        }
        Matcher old = OLD.matcher(last);
        return old.matches() ? new WeightKind(OLD_WORDS.getOrDefault(old.group(1), "")) : UNKNOWN;
    }

    /** Whether an array of this kind is that weight of a layer. */
    boolean is(Layer layer, WeightSpec spec) {
        // Keras 2 called the one kernel of a depthwise convolution so, too.
        return word.equals(spec.name())
                || (layer instanceof DepthwiseConv2D
                        && word.equals("depthwise_kernel")
                        && spec.name().equals("kernel"));
    }

    /** Whether an array of this kind can be that weight of a layer: only a name that tells can rule it out. */
    boolean canBe(Layer layer, WeightSpec spec) {
        return word.isEmpty() || is(layer, spec);
    }
}
