package dev.glimpse.classifier.search;

import dev.glimpse.classifier.ClassifierException;
import dev.glimpse.tensor.Seed;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * All configurations that a search may try.
 *
 * @param parameters each with a name of its own
 */
public record Space(List<Parameter> parameters) {

    /** Nobody waits for more tries. */
    static final int MOST = 10_000;

    /** So many draws in a row that were all there before: then there are hardly any others. */
    private static final int IN_VAIN = 1000;

    public Space {
        parameters = List.copyOf(parameters);
        Set<String> names = new HashSet<>();
        for (Parameter parameter : parameters) {
            if (!names.add(parameter.name())) {
                throw new ClassifierException(parameter.name()
                        + " is given twice: say all its values in one place, such as " + parameter.name() + "=A|B");
            }
        }
    }

    /** These parameters. */
    public static Space of(Parameter... parameters) {
        return new Space(List.of(parameters));
    }

    /**
     * The parameters that texts describe, one each, as {@link Parameter#parse} reads them.
     *
     * @throws ClassifierException if one cannot be read, or a name comes twice
     */
    public static Space parse(Collection<String> texts) {
        return new Space(texts.stream().map(Parameter::parse).toList());
    }

    /** The names of those that differ from try to try. */
    public Set<String> varied() {
        return parameters.stream()
                .filter(parameter -> !(parameter instanceof Parameter.Fixed))
                .map(Parameter::name)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** One draw. What it is depends on the seed, its number and the names alone, not on what was drawn before. */
    public Configuration draw(Seed seed, long number) {
        SequencedMap<String, String> values = new LinkedHashMap<>();
        for (Parameter parameter : parameters) {
            double share = seed.derive("search")
                    .derive(parameter.name())
                    .derive(number)
                    .random()
                    .nextDouble();
            values.put(parameter.name(), parameter.at(share));
        }
        return new Configuration(values);
    }

    /**
     * The first draws that differ from each other; fewer if there are no more.
     *
     * @param settled takes away what says nothing beside the rest of a configuration
     */
    List<Configuration> draws(Seed seed, int count, UnaryOperator<Configuration> settled) {
        Set<Configuration> drawn = new LinkedHashSet<>();
        int vain = 0;
        for (long number = 0; drawn.size() < count && vain < IN_VAIN; number++) {
            vain = drawn.add(settled.apply(draw(seed, number))) ? 0 : vain + 1;
        }
        return List.copyOf(drawn);
    }

    /**
     * All combinations, the last parameter changing fastest.
     *
     * @param settled takes away what says nothing beside the rest of a configuration; what is then the same comes once
     * @throws ClassifierException if a parameter is a range without steps, or there are more than 10,000
     */
    List<Configuration> grid(UnaryOperator<Configuration> settled) {
        BigInteger count = BigInteger.ONE;
        List<List<String>> points = new ArrayList<>();
        for (Parameter parameter : parameters) {
            Optional<List<String>> values = parameter.points();
            if (values.isEmpty()) {
                throw new ClassifierException("a grid needs to know which numbers of the range " + parameter.text()
                        + " are tried: say how many, such as " + parameter.text() + "/5, or draw at random");
            }
            points.add(values.get());
            count = count.multiply(BigInteger.valueOf(values.get().size()));
        }
        if (count.compareTo(BigInteger.valueOf(MOST)) > 0) {
            throw new ClassifierException("the grid has " + String.format(java.util.Locale.ROOT, "%,d", count)
                    + " combinations, and at most 10,000 are tried: take fewer values, or draw some at random");
        }
        Set<Configuration> all = new LinkedHashSet<>();
        for (int number = 0; number < count.intValueExact(); number++) {
            all.add(settled.apply(combination(points, number)));
        }
        return List.copyOf(all);
    }

    private Configuration combination(List<List<String>> points, int number) {
        SequencedMap<String, String> values = new LinkedHashMap<>();
        int rest = number;
        for (int i = points.size() - 1; i >= 0; i--) {
            List<String> choices = points.get(i);
            values.putFirst(parameters.get(i).name(), choices.get(rest % choices.size()));
            rest /= choices.size();
        }
        return new Configuration(values);
    }
}
