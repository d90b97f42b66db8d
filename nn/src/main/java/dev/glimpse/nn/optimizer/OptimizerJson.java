package dev.glimpse.nn.optimizer;

import dev.glimpse.nn.KerasObject;
import dev.glimpse.nn.NnException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;

/** Optimizers and schedules in Keras's JSON, both ways. */
final class OptimizerJson {

    private static final String OPTIMIZERS = "keras.optimizers";
    private static final String SCHEDULES = "keras.optimizers.schedules";

    /** Under this name Keras takes a one-cycle schedule for its nearest relative, and we know it again. */
    private static final String ONE_CYCLE = "OneCycle";

    private OptimizerJson() {}

    static KerasObject write(Optimizer optimizer) {
        return switch (optimizer) {
            case Sgd sgd -> {
                SequencedMap<String, Object> config = steps("sgd", sgd.steps());
                config.put("momentum", sgd.momentum());
                config.put("nesterov", sgd.isNesterov());
                yield new KerasObject(OPTIMIZERS, "SGD", config);
            }
            case RmsProp rmsProp -> {
                SequencedMap<String, Object> config = steps("rmsprop", rmsProp.steps());
                config.put("rho", rmsProp.rho());
                config.put("momentum", rmsProp.momentum());
                config.put("epsilon", rmsProp.epsilon());
                config.put("centered", rmsProp.isCentered());
                yield new KerasObject(OPTIMIZERS, "RMSprop", config);
            }
            case Adam(Steps steps, double beta1, double beta2, double epsilon, boolean amsgrad) ->
                new KerasObject(OPTIMIZERS, "Adam", adam(steps("adam", steps), beta1, beta2, epsilon, amsgrad));
            case AdamW(Steps steps, double beta1, double beta2, double epsilon, boolean amsgrad) -> {
                SequencedMap<String, Object> config = steps("adamw", steps);
                config.put("weight_decay", steps.weightDecay());
                yield new KerasObject(OPTIMIZERS, "AdamW", adam(config, beta1, beta2, epsilon, amsgrad));
            }
            case Adagrad adagrad -> {
                SequencedMap<String, Object> config = steps("adagrad", adagrad.steps());
                config.put("initial_accumulator_value", adagrad.initialAccumulator());
                config.put("epsilon", adagrad.epsilon());
                yield new KerasObject(OPTIMIZERS, "Adagrad", config);
            }
        };
    }

    private static SequencedMap<String, Object> steps(String name, Steps steps) {
        SequencedMap<String, Object> config = new LinkedHashMap<>();
        config.put("name", name);
        config.put("learning_rate", rate(steps.learningRate()));
        if (steps.weightDecay() > 0) {
            config.put("weight_decay", steps.weightDecay());
        }
        switch (steps.clipping()) {
            case Clipping.None() -> {}
            case Clipping.Norm(double maximum) -> config.put("clipnorm", maximum);
            case Clipping.GlobalNorm(double maximum) -> config.put("global_clipnorm", maximum);
            case Clipping.Value(double maximum) -> config.put("clipvalue", maximum);
        }
        return config;
    }

    private static SequencedMap<String, Object> adam(
            SequencedMap<String, Object> config, double beta1, double beta2, double epsilon, boolean amsgrad) {
        config.put("beta_1", beta1);
        config.put("beta_2", beta2);
        config.put("epsilon", epsilon);
        config.put("amsgrad", amsgrad);
        return config;
    }

    private static Object rate(Schedule schedule) {
        return schedule instanceof Schedule.Constant(double rate)
                ? (Object) rate
                : write(schedule).toMap();
    }

    private static KerasObject write(Schedule schedule) {
        SequencedMap<String, Object> config = new LinkedHashMap<>();
        return switch (schedule) {
            case Schedule.Constant(double rate) -> write(new Schedule.PiecewiseConstant(List.of(), List.of(rate)));
            case Schedule.ExponentialDecay decay -> {
                config.put("initial_learning_rate", decay.initial());
                config.put("decay_steps", decay.decaySteps());
                config.put("decay_rate", decay.decayRate());
                config.put("staircase", decay.isStaircase());
                yield new KerasObject(SCHEDULES, "ExponentialDecay", config);
            }
            case Schedule.CosineDecay decay -> {
                config.put("initial_learning_rate", decay.initial());
                config.put("decay_steps", decay.decaySteps());
                config.put("alpha", decay.alpha());
                decay.warmUp().ifPresent(warmUp -> {
                    config.put("warmup_target", warmUp.target());
                    config.put("warmup_steps", warmUp.steps());
                });
                yield new KerasObject(SCHEDULES, "CosineDecay", config);
            }
            case Schedule.PiecewiseConstant pieces -> {
                config.put("boundaries", pieces.boundaries());
                config.put("values", pieces.values());
                yield new KerasObject(SCHEDULES, "PiecewiseConstantDecay", config);
            }
            case Schedule.OneCycle cycle -> {
                config.put("initial_learning_rate", cycle.initial());
                config.put("decay_steps", cycle.totalSteps() - 1 - cycle.peak());
                config.put("alpha", cycle.alpha());
                config.put("name", ONE_CYCLE);
                config.put("warmup_target", cycle.maximum());
                config.put("warmup_steps", cycle.peak());
                yield new KerasObject(SCHEDULES, "CosineDecay", config);
            }
        };
    }

    static Optimizer read(KerasObject json) {
        if (json.flag("use_ema", false)) {
            throw unknown(json, "use_ema");
        }
        for (String key : List.of("gradient_accumulation_steps", "loss_scale_factor")) {
            if (json.config().containsKey(key)) {
                throw unknown(json, key);
            }
        }
        if (json.number("decay", 0) != 0) {
            throw unknown(json, "decay");
        }
        Steps steps = readSteps(json);
        return switch (json.className().toLowerCase(Locale.ROOT)) {
            case "sgd" -> new Sgd(steps, json.number("momentum", 0), json.flag("nesterov", false));
            case "rmsprop" ->
                new RmsProp(
                        steps,
                        json.number("rho", 0.9),
                        json.number("momentum", 0),
                        json.number("epsilon", 1e-7),
                        json.flag("centered", false));
            case "adam" ->
                new Adam(
                        steps,
                        json.number("beta_1", 0.9),
                        json.number("beta_2", 0.999),
                        json.number("epsilon", 1e-7),
                        json.flag("amsgrad", false));
            case "adamw" ->
                new AdamW(
                                steps,
                                json.number("beta_1", 0.9),
                                json.number("beta_2", 0.999),
                                json.number("epsilon", 1e-7),
                                json.flag("amsgrad", false))
                        .weightDecay(json.number("weight_decay", 0.004));
            case "adagrad" ->
                new Adagrad(steps, json.number("initial_accumulator_value", 0.1), json.number("epsilon", 1e-7));
            default ->
                throw new NnException(
                        "the optimizers known here are SGD, RMSprop, Adam, AdamW and Adagrad, got " + json.className());
        };
    }

    private static NnException unknown(KerasObject json, String key) {
        return new NnException("Keras's " + json.className() + " with \"" + key + "\" set is not known here");
    }

    private static Steps readSteps(KerasObject json) {
        double usual = json.className().equalsIgnoreCase("sgd") ? 0.01 : 0.001;
        Schedule rate = json.config().get("learning_rate") instanceof Map<?, ?> schedule
                ? readSchedule(KerasObject.of(schedule))
                : Schedules.constant(json.number("learning_rate", usual));
        Clipping clipping = json.number("clipnorm")
                .<Clipping>map(Clipping.Norm::new)
                .or(() -> json.number("global_clipnorm").map(Clipping.GlobalNorm::new))
                .or(() -> json.number("clipvalue").map(Clipping.Value::new))
                .orElse(new Clipping.None());
        return new Steps(rate, clipping, json.number("weight_decay", 0));
    }

    private static Schedule readSchedule(KerasObject json) {
        return switch (json.className()) {
            case "ExponentialDecay" ->
                new Schedule.ExponentialDecay(
                        json.number("initial_learning_rate", 0),
                        json.whole("decay_steps", 0),
                        json.number("decay_rate", 0),
                        json.flag("staircase", false));
            case "CosineDecay" -> json.text("name", "").equals(ONE_CYCLE) ? oneCycle(json) : cosineDecay(json);
            case "PiecewiseConstantDecay" ->
                new Schedule.PiecewiseConstant(
                        numbers(json, "boundaries").stream()
                                .map(Number::longValue)
                                .toList(),
                        numbers(json, "values").stream()
                                .map(Number::doubleValue)
                                .toList());
            default ->
                throw new NnException(
                        "the schedules known here are ExponentialDecay, CosineDecay and PiecewiseConstantDecay, got "
                                + json.className());
        };
    }

    private static Schedule oneCycle(KerasObject json) {
        double peak = json.number("warmup_steps", 0);
        long total = Math.round(json.number("decay_steps", 0) + peak) + 1;
        return new Schedule.OneCycle(
                json.number("initial_learning_rate", 0),
                json.number("warmup_target", 0),
                json.number("alpha", 0),
                peak,
                total);
    }

    private static Schedule cosineDecay(KerasObject json) {
        return new Schedule.CosineDecay(
                json.number("initial_learning_rate", 0),
                json.whole("decay_steps", 0),
                json.number("alpha", 0),
                json.number("warmup_target").map(target -> new Schedule.WarmUp(target, json.whole("warmup_steps", 0))));
    }

    private static List<Number> numbers(KerasObject json, String key) {
        if (json.config().get(key) instanceof List<?> list && list.stream().allMatch(Number.class::isInstance)) {
            return list.stream().map(Number.class::cast).toList();
        }
        throw new NnException("\"" + key + "\" of Keras's " + json.className() + " is a list of numbers, got "
                + json.config().get(key));
    }
}
