package dev.glimpse.classifier;

import dev.glimpse.nn.layer.Architecture;
import dev.glimpse.nn.layer.PlacedWeight;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Learning rates that fall from block to block towards the input. */
final class BlockRates {

    /** Further down nothing would be learnt at all; fastai's usual span of rates is the same. */
    private static final double LEAST = 0.01;

    private static final Pattern NUMBER = Pattern.compile("\\d+");

    private BlockRates() {}

    /** The factor of each weight that learns: that of the last block is 1 / {@code factor}. */
    static Map<String, Double> of(Architecture backbone, double factor) {
        Map<String, Double> factors = new HashMap<>();
        List<PlacedWeight> learning =
                backbone.placedWeights().stream().filter(PlacedWeight::learns).toList();
        Optional<String> block = Optional.empty();
        double rate = 1;
        for (PlacedWeight weight : learning.reversed()) {
            Optional<String> own = Optional.of(block(weight));
            if (!own.equals(block)) {
                block = own;
                rate = Math.max(LEAST, rate / factor);
            }
            factors.put(weight.path(), rate);
        }
        return factors;
    }

    private static String block(PlacedWeight weight) {
        String layer = weight.path().substring(0, weight.path().indexOf('/'));
        Matcher number = NUMBER.matcher(layer);
        return number.find() ? number.group() : "";
    }
}
