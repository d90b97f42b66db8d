package dev.glimpse.nn.model;

import dev.glimpse.nn.NnException;
import dev.glimpse.nn.archive.CompileConfig;
import dev.glimpse.nn.loss.Loss;
import dev.glimpse.nn.metric.Metric;
import dev.glimpse.nn.optimizer.Optimizer;
import dev.glimpse.nn.train.Compilation;
import dev.glimpse.nn.train.Compilation.Judged;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A compilation as it stands in a file, as Keras writes it. */
final class Compilations {

    private Compilations() {}

    static CompileConfig toKeras(Compilation compilation) {
        List<Judged> outputs = compilation.outputs();
        boolean one = outputs.size() == 1;
        Map<String, @Nullable Object> settings = new LinkedHashMap<>();
        settings.put("optimizer", compilation.optimizer().kerasConfig());
        List<Object> losses =
                outputs.stream().map(output -> output.loss().kerasConfig()).toList();
        settings.put("loss", one ? losses.getFirst() : losses);
        settings.put(
                "loss_weights",
                one ? null : outputs.stream().map(Judged::weight).toList());
        List<List<Object>> metrics = outputs.stream()
                .map(output ->
                        output.metrics().stream().map(Metric::kerasConfig).toList())
                .toList();
        settings.put("metrics", one ? metrics.getFirst() : metrics);
        settings.put("weighted_metrics", null);
        settings.put("run_eagerly", false);
        settings.put("steps_per_execution", 1);
        settings.put("jit_compile", false);
        return new CompileConfig(settings);
    }

    /** The compilation in a file; nothing if the file has none, or one that is not known here. */
    static Optional<Compilation> fromKeras(CompileConfig config, int outputs) {
        try {
            return Optional.of(read(config, outputs));
        } catch (NnException | ClassCastException _) {
            // Losses and metrics may be functions of the author's own: the model still predicts, and can be compiled
            // anew.
            return Optional.empty();
        }
    }

    private static Compilation read(CompileConfig config, int outputs) {
        Map<String, @Nullable Object> settings = config.settings();
        if (!(settings.get("optimizer") instanceof Map<?, ?> optimizer)) {
            throw new NnException("there is no optimizer");
        }
        List<Judged> judged = new ArrayList<>();
        for (int i = 0; i < outputs; i++) {
            Object loss = of(settings.get("loss"), i, outputs);
            double weight =
                    settings.get("loss_weights") instanceof List<?> weights && weights.get(i) instanceof Number n
                            ? n.doubleValue()
                            : 1;
            Object metrics = outputs == 1 ? settings.get("metrics") : of(settings.get("metrics"), i, outputs);
            List<Metric> known = new ArrayList<>();
            if (metrics instanceof List<?> list) {
                list.forEach(metric -> known.add(Metric.fromKeras(metric)));
            }
            if (loss == null) {
                throw new NnException("there is no loss");
            }
            judged.add(new Judged(Loss.fromKeras(loss), weight, known));
        }
        return new Compilation(Optimizer.fromKeras(optimizer), judged);
    }

    private static @Nullable Object of(@Nullable Object setting, int output, int outputs) {
        return setting instanceof List<?> list && (outputs > 1 || list.size() == 1) ? list.get(output) : setting;
    }
}
