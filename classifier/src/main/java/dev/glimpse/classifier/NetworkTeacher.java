package dev.glimpse.classifier;

import dev.glimpse.data.Dataset;
import dev.glimpse.data.item.Split;
import dev.glimpse.nn.model.Model;
import dev.glimpse.nn.train.TrainingEvent.End;
import java.util.Optional;

/** Teaches all of a network on pictures. */
record NetworkTeacher(NetworkRecipe<?> recipe) implements Teacher {

    @Override
    public void requireFit(Dataset dataset) {
        var _ = Beginning.of(dataset, recipe);
    }

    @Override
    public Taught teach(Dataset given, Training training) {
        Beginning beginning = Beginning.of(given, recipe);
        Dataset dataset = beginning.dataset();
        Learning learning = recipe.learning();
        ModelFacts facts = ModelFacts.of(
                new Labels.Named(dataset.labels()),
                beginning.preprocessing(),
                TrainingFacts.of(dataset, recipe),
                beginning.splits());
        Optional<RunFolder> folder = training.folder();
        folder.ifPresent(kept -> kept.require(training.resumes()));
        try (Model model = beginning.model(learning.seed())) {
            Lesson lesson = new Lesson(
                    model,
                    learning,
                    PictureBatches.train(dataset, learning, beginning.preprocessing(), training),
                    PictureBatches.validation(dataset, learning, beginning.preprocessing(), training),
                    dataset.counts(Split.TRAIN),
                    facts,
                    folder,
                    Lesson.Keeping.CHECKPOINTS);
            Fitting.compile(lesson);
            beginning.optimizer().ifPresent(model::restore);
            if (training.resumes()) {
                folder.ifPresent(
                        kept -> SameTraining.require(kept.last(), model.toFile().with(facts.toJson())));
            }
            Fitting fitting = Fitting.of(lesson, training);
            return fitting.end() == End.INTERRUPTED
                    ? new Taught.Interrupted(fitting.history(), folder.map(RunFolder::last))
                    : new Taught.Finished(
                            model.toFile(),
                            facts.withCurves(fitting.curves()),
                            fitting.history(),
                            Optional.empty(),
                            Optional.empty());
        }
    }
}
