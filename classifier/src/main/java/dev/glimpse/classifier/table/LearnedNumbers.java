package dev.glimpse.classifier.table;

import dev.glimpse.learn.Learner;
import dev.glimpse.learn.NumberModel;
import dev.glimpse.learn.Rows;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * A classical learner on the numbers of a table.
 *
 * @param learner how it learns
 * @param seed what chance is drawn from
 */
public record LearnedNumbers(Learner learner, long seed) implements NumberRecipe {

    @Override
    public String words(Examples examples) {
        return "Learner   " + learner.word();
    }

    @Override
    public Optional<Regressor> teach(Examples examples, BooleanSupplier stop) {
        if (stop.getAsBoolean()) {
            return Optional.empty();
        }
        NumberModel model = learner.numbers(new Rows(examples.width(), examples.values()), examples.targets(), seed);
        return Optional.of(new Regressor() {
            @Override
            public float[] numbers(Examples rows) {
                return model.numbers(new Rows(rows.width(), rows.values()));
            }

            @Override
            public void close() {}
        });
    }
}
