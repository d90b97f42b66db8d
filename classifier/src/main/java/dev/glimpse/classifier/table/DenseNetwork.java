package dev.glimpse.classifier.table;

import static dev.glimpse.nn.layer.Layers.dense;
import static dev.glimpse.nn.layer.Layers.input;
import static dev.glimpse.nn.layer.Layers.normalization;
import static dev.glimpse.nn.loss.Losses.meanSquaredError;

import dev.glimpse.classifier.ClassifierException;
import dev.glimpse.nn.layer.Architecture;
import dev.glimpse.nn.layer.Layer;
import dev.glimpse.nn.layer.Normalization;
import dev.glimpse.nn.layer.Sequential;
import dev.glimpse.nn.model.Model;
import dev.glimpse.nn.optimizer.Optimizer;
import dev.glimpse.nn.optimizer.Optimizers;
import dev.glimpse.nn.optimizer.Schedule;
import dev.glimpse.nn.train.TrainingEvent;
import dev.glimpse.tensor.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/**
 * Dense layers that tell a number, taught by its mean squared error.
 *
 * <p>Numbers are standardised by a Normalization layer at its beginning, which takes mean and variance from the rows that are
 * learnt from; it is part of the network, and of its file.
 *
 * @param layout which layers
 * @param epochs how often all rows are learnt
 * @param batchSize how many rows are learnt together
 * @param optimizer how weights follow their gradients
 * @param seed what first weights and the order of rows are drawn from
 */
public record DenseNetwork(Layout layout, int epochs, int batchSize, Optimizer optimizer, long seed)
        implements NumberRecipe {

    /** Which layers a network has. */
    public sealed interface Layout {

        /**
         * Dense layers with ReLU, and one of a single unit behind them.
         *
         * @param sizes how many units each has; none for a linear network
         * @param scaling what becomes of numbers before
         */
        record Units(List<Integer> sizes, Scaling scaling) implements Layout {

            public Units {
                sizes = List.copyOf(sizes);
                if (sizes.stream().anyMatch(units -> units < 1)) {
                    throw new ClassifierException("a layer has at least 1 unit, got " + sizes);
                }
            }
        }

        /** Layers as somebody wrote them: one row in, one number out. */
        record Given(Architecture architecture) implements Layout {}
    }

    /** What becomes of the numbers of a table before they are learnt from. */
    public enum Scaling {
        /** Each column is brought to mean 0 and deviation 1, as it has them in the rows that are learnt from. */
        STANDARDISED,
        /** Nothing. */
        AS_THEY_ARE
    }

    public DenseNetwork {
        if (epochs < 1 || batchSize < 1) {
            throw new ClassifierException("epochs and batch size are at least 1, got " + epochs + " and " + batchSize);
        }
    }

    /** Standardised numbers through layers of so many units: 100 epochs, 32 rows a batch, Adam. */
    public static DenseNetwork of(Integer... units) {
        return of(new Layout.Units(Arrays.asList(units), Scaling.STANDARDISED));
    }

    /** A network of these layers: 100 epochs, 32 rows a batch, Adam. */
    public static DenseNetwork of(Layout layout) {
        return new DenseNetwork(layout, 100, 32, Optimizers.adam(), 0);
    }

    /** How often all rows are learnt. */
    public DenseNetwork epochs(int value) {
        return new DenseNetwork(layout, value, batchSize, optimizer, seed);
    }

    /** How many rows are learnt together. */
    public DenseNetwork batchSize(int value) {
        return new DenseNetwork(layout, epochs, value, optimizer, seed);
    }

    /** How weights follow their gradients; Adam unless told. */
    public DenseNetwork optimizer(Optimizer value) {
        return new DenseNetwork(layout, epochs, batchSize, value, seed);
    }

    /** What first weights and the order of rows are drawn from; 0 unless told. */
    public DenseNetwork seed(long value) {
        return new DenseNetwork(layout, epochs, batchSize, optimizer, value);
    }

    /** The layers for rows of so many numbers. */
    Architecture architecture(int width) {
        return switch (layout) {
            case Layout.Units(List<Integer> sizes, Scaling scaling) -> {
                List<Layer> layers = new ArrayList<>(List.of(input(width)));
                switch (scaling) {
                    case STANDARDISED -> layers.add(normalization());
                    case AS_THEY_ARE -> {}
                }
                sizes.forEach(units -> layers.add(dense(units).relu()));
                layers.add(dense(1));
                yield Sequential.of(layers.toArray(Layer[]::new));
            }
            case Layout.Given(Architecture architecture) -> {
                if (!architecture.inputShapes().equals(List.of(Shape.of(width)))
                        || !architecture.outputShapes().equals(List.of(Shape.of(1)))) {
                    throw new ClassifierException("the network takes " + architecture.inputShapes() + " and gives "
                            + architecture.outputShapes() + "; for this table it has to take [" + width
                            + "] and give [1]");
                }
                yield architecture;
            }
        };
    }

    @Override
    public String words(Examples examples) {
        String layers =
                switch (layout) {
                    case Layout.Units(List<Integer> sizes, Scaling scaling) ->
                        switch (scaling) {
                                    case STANDARDISED -> "standardised, ";
                                    case AS_THEY_ARE -> "";
                                }
                                + sizes.stream()
                                        .map(size -> "dense " + size + " relu, ")
                                        .collect(Collectors.joining())
                                + "dense 1";
                    case Layout.Given(Architecture architecture) -> architecture.label();
                };
        String rate = optimizer.learningRate() instanceof Schedule.Constant constant
                ? String.format(Locale.ROOT, " at %s", constant.at(0))
                : "";
        return String.format(
                Locale.ROOT,
                "Network   %s; %s%s, %d epochs, %d rows a batch, seed %d",
                layers,
                optimizer.getClass().getSimpleName(),
                rate,
                epochs,
                batchSize,
                seed);
    }

    @Override
    public Optional<NetworkRegressor> teach(Examples examples, BooleanSupplier stop) {
        Architecture architecture = architecture(examples.width());
        Model model = Model.build(architecture, build -> build.seed(seed));
        try {
            if (architecture.layersByName().values().stream()
                    .anyMatch(layer -> layer instanceof Normalization norm
                            && norm.statistics().isEmpty())) {
                model.adapt(examples.batches(examples.rows()).inOrder());
            }
            model.compile(optimizer, meanSquaredError());
            AtomicBoolean interrupted = new AtomicBoolean();
            var _ = model.fit(
                    examples.batches(batchSize),
                    fit -> fit.epochs(epochs).seed(seed).stopWhen(stop).listener(event -> {
                        if (event instanceof TrainingEvent.Ended ended
                                && ended.end() == TrainingEvent.End.INTERRUPTED) {
                            interrupted.set(true);
                        }
                    }));
            if (interrupted.get()) {
                model.close();
                return Optional.empty();
            }
            return Optional.of(new NetworkRegressor(model, examples.names(), examples.target()));
        } catch (RuntimeException | Error e) {
            model.close();
            throw e;
        }
    }
}
