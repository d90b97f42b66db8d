package dev.glimpse.classifier;

import dev.glimpse.classifier.Taught.FromVectors;
import dev.glimpse.classifier.embedding.Embedded;
import dev.glimpse.data.Dataset;
import dev.glimpse.data.item.Split;
import dev.glimpse.nn.archive.ModelFile;
import dev.glimpse.nn.model.Model;
import dev.glimpse.nn.train.History;
import dev.glimpse.nn.train.TrainingEvent.End;
import dev.glimpse.tensor.batch.Batches;
import java.util.Optional;

/** Teaches dense layers on vectors. */
record HeadTeacher(Head recipe) implements Teacher {

    @Override
    public void requireFit(Dataset dataset) {
        EnoughPictures.require(dataset);
    }

    @Override
    public Taught teach(Dataset dataset, Training training) {
        requireFit(dataset);
        Optional<RunFolder> folder = training.folder();
        folder.ifPresent(kept -> kept.require(training.resumes()));
        Optional<Vectors> vectors = recipe.learning()
                .augmentation()
                .map(change -> Vectors.of(
                        dataset,
                        recipe.backbone(),
                        recipe.fit(),
                        training,
                        embed -> embed.looks(recipe.looks(), change)))
                .orElseGet(() -> Vectors.of(dataset, recipe.backbone(), recipe.fit(), training));
        return vectors.map(seen -> teach(seen, training, folder))
                .orElseGet(() -> new Taught.Interrupted(History.empty(), Optional.empty()));
    }

    private Taught teach(Vectors vectors, Training training, Optional<RunFolder> folder) {
        Embedded embedded = vectors.embedded();
        Dataset dataset = embedded.dataset();
        EnoughPictures.require(dataset);
        Learning learning = learning(dataset, training);
        ModelFacts facts = ModelFacts.of(
                new Labels.Named(dataset.labels()),
                vectors.preprocessing(),
                TrainingFacts.of(dataset, recipe.with(learning)),
                dataset.splits());
        int classes = dataset.labels().size();
        try (Model tail =
                Model.build(Tails.head(embedded.length(), recipe, classes), build -> build.seed(learning.seed()))) {
            Lesson lesson = new Lesson(
                    tail,
                    learning,
                    embedded.batches(Split.TRAIN, learning.batchSize()),
                    validation(embedded, learning),
                    dataset.counts(Split.TRAIN),
                    facts,
                    folder,
                    Lesson.Keeping.LOGS);
            Fitting.compile(lesson);
            Fitting fitting = Fitting.of(lesson, training);
            if (fitting.end() == End.INTERRUPTED) {
                return new Taught.Interrupted(fitting.history(), Optional.empty());
            }
            ModelFile taught = ModelFile.of(tail.architecture(), tail.toFile().weights());
            return new Taught.Finished(
                    Joint.of(recipe.backbone().model(), taught),
                    facts.withCurves(fitting.curves()),
                    fitting.history(),
                    Optional.of(recipe.backbone().lastLayer()),
                    Optional.of(new FromVectors(embedded, taught)));
        }
    }

    /** How it is taught with these pictures: without any to steer by, nothing says when to stop. */
    private Learning learning(Dataset dataset, Training training) {
        Learning learning = recipe.learning();
        if (dataset.size(Split.VALIDATION) > 0 || learning.earlyStopping().isEmpty()) {
            return learning;
        }
        training.tell(new TeachingEvent.Remark("There are no pictures to steer by, so all " + learning.epochs()
                + " epochs are gone through: too many do harm."));
        return learning.toTheEnd();
    }

    private static Optional<Batches> validation(Embedded embedded, Learning learning) {
        return embedded.dataset().size(Split.VALIDATION) == 0
                ? Optional.empty()
                : Optional.of(embedded.batches(Split.VALIDATION, Math.max(256, learning.batchSize())));
    }
}
