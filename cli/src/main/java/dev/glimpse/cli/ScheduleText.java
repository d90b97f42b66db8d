package dev.glimpse.cli;

import dev.glimpse.classifier.ClassifierException;
import dev.glimpse.nn.optimizer.Schedule;
import dev.glimpse.nn.optimizer.Schedules;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;

/**
 * A learning-rate schedule as the command line has it: a name, and options behind a colon.
 *
 * <p>{@code constant}, {@code cosine:warmup=100}, {@code exponential:rate=0.9,steps=1000}, {@code
 * piecewise:1000=0.001,2000=0.0001}, {@code one-cycle}. Where no length is given a schedule lasts as long as the training.
 *
 * @param kind its name
 * @param options in their order
 */
record ScheduleText(Kind kind, SequencedMap<String, Double> options) {

    /** The schedules that there are. */
    enum Kind {
        /** One rate throughout. */
        CONSTANT,
        /** A fall by a share in each stretch of steps. */
        EXPONENTIAL,
        /** A fall along half a cosine, behind a climb if wanted. */
        COSINE,
        /** Rates for stretches. */
        PIECEWISE,
        /** A climb and a long fall. */
        ONE_CYCLE;

        /** The names of its options, but for piecewise, whose are numbers of steps. */
        private Set<String> options() {
            return switch (this) {
                case CONSTANT, PIECEWISE -> Set.of();
                case EXPONENTIAL -> Set.of("rate", "steps");
                case COSINE -> Set.of("warmup", "alpha", "steps");
                case ONE_CYCLE -> Set.of("climb");
            };
        }
    }

    /**
     * Reads the text.
     *
     * @throws ClassifierException if it is no schedule
     */
    static ScheduleText parse(String text) {
        String[] parts = text.strip().split(":", 2);
        Kind kind = Words.read(Kind.class, "--schedule", parts[0].strip());
        SequencedMap<String, Double> options = new LinkedHashMap<>();
        if (parts.length == 2) {
            for (String part : parts[1].split(",", -1)) {
                String[] pair = part.split("=", 2);
                if (pair.length < 2) {
                    throw wrong(text, "'" + part.strip() + "' has no value");
                }
                options.put(pair[0].strip().toLowerCase(Locale.ROOT), number(text, pair[1]));
            }
        }
        for (String name : options.keySet()) {
            if (kind == Kind.PIECEWISE) {
                step(text, name);
            } else if (!kind.options().contains(name)) {
                throw wrong(
                        text,
                        Words.of(kind) + " has "
                                + (kind.options().isEmpty()
                                        ? "no options"
                                        : "the options "
                                                + String.join(
                                                        ", ",
                                                        kind.options().stream()
                                                                .sorted()
                                                                .toList()))
                                + ", not '" + name + "'");
            }
        }
        if (kind == Kind.PIECEWISE && options.isEmpty()) {
            throw wrong(text, "it needs steps and the rates that hold from them on");
        }
        return new ScheduleText(kind, options);
    }

    /** The schedule that starts from this rate, or has it as its peak, in a training of so many steps. */
    Schedule over(double rate, long steps) {
        return switch (kind) {
            case CONSTANT -> Schedules.constant(rate);
            case EXPONENTIAL ->
                Schedules.exponentialDecay(rate, count("steps", Math.max(1, steps)), options.getOrDefault("rate", 0.1));
            case COSINE -> cosine(rate, steps);
            case PIECEWISE -> piecewise(rate);
            case ONE_CYCLE -> oneCycle(rate, steps);
        };
    }

    private Schedule cosine(double rate, long steps) {
        long climb = count("warmup", 0);
        long fall = count("steps", Math.max(1, steps - climb));
        double alpha = options.getOrDefault("alpha", 0.0);
        return climb == 0
                ? Schedules.cosineDecay(rate, fall).alpha(alpha)
                : Schedules.cosineDecay(0, fall).alpha(alpha).warmUp(rate, climb);
    }

    private Schedule piecewise(double rate) {
        List<Long> boundaries = new ArrayList<>();
        List<Double> rates = new ArrayList<>(List.of(rate));
        for (Map.Entry<String, Double> part : options.entrySet()) {
            boundaries.add(step("piecewise", part.getKey()));
            rates.add(part.getValue());
        }
        return Schedules.piecewiseConstant(boundaries, rates);
    }

    private Schedule oneCycle(double rate, long steps) {
        if (steps < 10) {
            throw new ClassifierException("one-cycle needs a training of at least 10 steps, this one has " + steps
                    + ": more epochs, smaller batches, or another --schedule");
        }
        Schedule.OneCycle cycle = Schedules.oneCycle(rate, steps);
        return options.containsKey("climb") ? cycle.climb(options.get("climb")) : cycle;
    }

    private long count(String name, long otherwise) {
        return options.containsKey(name) ? Math.round(options.get(name)) : otherwise;
    }

    private static long step(String text, String word) {
        try {
            return Long.parseLong(word);
        } catch (NumberFormatException _) {
            throw wrong(text, "'" + word + "' is no number of steps");
        }
    }

    private static double number(String text, String word) {
        try {
            double value = Double.parseDouble(word.strip());
            if (Double.isFinite(value)) {
                return value;
            }
        } catch (NumberFormatException _) {
            // Said below.
        }
        throw wrong(text, "'" + word.strip() + "' is no number");
    }

    private static ClassifierException wrong(String text, String why) {
        return new ClassifierException("--schedule '" + text + "': " + why
                + "; for example cosine, cosine:warmup=100, exponential:rate=0.9,steps=1000,"
                + " piecewise:1000=0.001,2000=0.0001 or one-cycle");
    }
}
