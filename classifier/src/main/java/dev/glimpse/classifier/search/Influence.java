package dev.glimpse.classifier.search;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * What part of the differences in accuracy between tries goes with one option alone: the correlation ratio η², from 0 to 1.
 *
 * <p>Tries are grouped by the option's value, those of a range by thirds of it. All of them are compared after their first
 * round, which all have gone through. Chance alone gives some influence to an option with many values and few tries, so a
 * group has three tries on the average or nothing is said.
 *
 * @see <a href="https://en.wikipedia.org/wiki/Correlation_ratio">Correlation ratio</a>
 */
final class Influence {

    private static final int GROUPS = 3;
    private static final int LEAST_IN_A_GROUP = 3;

    private Influence() {}

    /** The influence of each option that varies and of which something can be said, from 0 to 1. */
    static SequencedMap<String, Double> of(SearchResult result) {
        List<Try> tries =
                result.tries().stream().filter(one -> !one.scores().isEmpty()).toList();
        SequencedMap<String, Double> shares = new LinkedHashMap<>();
        for (Parameter parameter : result.space().parameters()) {
            if (!(parameter instanceof Parameter.Fixed)) {
                share(parameter, tries).ifPresent(share -> shares.put(parameter.name(), share));
            }
        }
        return shares;
    }

    private static Optional<Double> share(Parameter parameter, List<Try> tries) {
        Map<String, List<Double>> groups = new HashMap<>();
        List<Double> all = new ArrayList<>();
        for (Try one : tries) {
            Optional<String> value = one.configuration().value(parameter.name());
            if (value.isPresent()) {
                double accuracy = one.scores().getFirst().accuracy();
                groups.computeIfAbsent(group(parameter, value.get()), _ -> new ArrayList<>())
                        .add(accuracy);
                all.add(accuracy);
            }
        }
        if (groups.size() < 2 || all.size() < LEAST_IN_A_GROUP * groups.size()) {
            return Optional.empty();
        }
        double mean = mean(all);
        double whole = all.stream().mapToDouble(value -> square(value - mean)).sum();
        double between = groups.values().stream()
                .mapToDouble(group -> group.size() * square(mean(group) - mean))
                .sum();
        return whole == 0 ? Optional.empty() : Optional.of(between / whole);
    }

    private static String group(Parameter parameter, String value) {
        return switch (parameter) {
            case Parameter.Uniform range ->
                third((Double.parseDouble(value) - range.low()) / (range.high() - range.low()));
            case Parameter.LogUniform range ->
                third(Math.log(Double.parseDouble(value) / range.low()) / Math.log(range.high() / range.low()));
            case Parameter.Integers range ->
                third((Double.parseDouble(value) - range.low()) / ((double) range.high() - range.low()));
            case Parameter.Choices _, Parameter.Fixed _ -> value;
        };
    }

    private static String third(double part) {
        return Integer.toString(Math.clamp((int) (part * GROUPS), 0, GROUPS - 1));
    }

    private static double mean(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).average().orElse(0);
    }

    private static double square(double value) {
        return value * value;
    }
}
