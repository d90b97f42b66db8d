package dev.glimpse.classifier;

import dev.glimpse.classifier.evaluation.EvaluationException;
import dev.glimpse.data.Dataset;
import dev.glimpse.data.item.DataException;
import dev.glimpse.data.item.Strictness;
import dev.glimpse.data.item.Unreadable;
import dev.glimpse.data.source.FileKinds;
import dev.glimpse.image.ImageException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Pictures that show none of a classifier's labels. */
sealed interface Foreign {

    /** How many pictures are looked at together. */
    int BATCH = 32;

    /**
     * All pictures in a folder and the folders in it, or in another dataset.
     *
     * @param place the folder, or the zip or CSV file
     */
    record Place(Path place) implements Foreign {}

    /**
     * Those of a dataset; what its labels are does not matter.
     *
     * @param pictures the caller's
     */
    record Pictures(Dataset pictures) implements Foreign {}

    /** What becomes of pictures that cannot be decoded. */
    record Broken(Strictness strictness, Consumer<Unreadable> listener) {

        /** Tells of one, or refuses it. */
        void leftOut(Unreadable file) {
            switch (strictness) {
                case REFUSE ->
                    throw new DataException("the foreign picture " + file.name() + " cannot be read: " + file.reason());
                case SKIP -> listener.accept(file);
            }
        }
    }

    /** Where they are, for people. */
    default Path location() {
        return switch (this) {
            case Place(Path place) -> place;
            case Pictures(Dataset pictures) -> pictures.location();
        };
    }

    /**
     * How strange a classifier finds each of them.
     *
     * @throws EvaluationException if there are none
     */
    default double[] scores(Classifier classifier, Broken broken) {
        double[] scores =
                switch (this) {
                    case Place(Path place) -> {
                        List<Path> files = Files.isDirectory(place) ? files(place) : List.of();
                        if (!files.isEmpty()) {
                            yield scores(classifier, files, broken);
                        }
                        try (Dataset pictures = Dataset.open(place, open -> open.strictness(broken.strictness()))) {
                            yield scores(classifier, pictures, broken);
                        }
                    }
                    case Pictures(Dataset pictures) -> scores(classifier, pictures, broken);
                };
        if (scores.length == 0) {
            throw new EvaluationException("there are no foreign pictures that can be read in " + location());
        }
        return scores;
    }

    private static List<Path> files(Path folder) {
        try (Stream<Path> walk = Files.walk(folder)) {
            return walk.filter(file -> isPicture(folder, file))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(folder + " cannot be read", e);
        }
    }

    private static boolean isPicture(Path folder, Path file) {
        return FileKinds.isPicture(file.getFileName().toString())
                && StreamSupport.stream(folder.relativize(file).spliterator(), false)
                        .noneMatch(part -> FileKinds.isLitter(part.toString()));
    }

    private static double[] scores(Classifier classifier, List<Path> files, Broken broken) {
        DoubleStream.Builder scores = DoubleStream.builder();
        for (int start = 0; start < files.size(); start += BATCH) {
            List<Opened> opened = files.subList(start, Math.min(start + BATCH, files.size())).parallelStream()
                    .map(file -> open(classifier.views(), file))
                    .toList();
            List<Views.Seen> pictures = new ArrayList<>();
            for (Opened one : opened) {
                switch (one) {
                    case Opened.Whole(Views.Seen picture) -> pictures.add(picture);
                    case Opened.Spoilt(Unreadable file) -> broken.leftOut(file);
                }
            }
            if (!pictures.isEmpty()) {
                classifier.predictSeen(pictures).forEach(seen -> scores.add(strangeness(seen)));
            }
        }
        return scores.build().toArray();
    }

    /** What came of opening a file. */
    sealed interface Opened {
        /** It is a picture. */
        record Whole(Views.Seen picture) implements Opened {}

        /** It is none. */
        record Spoilt(Unreadable file) implements Opened {}
    }

    private static Opened open(Views views, Path file) {
        try {
            return new Opened.Whole(views.read(file));
        } catch (ImageException e) {
            return new Opened.Spoilt(new Unreadable(file.toString(), String.valueOf(e.getMessage())));
        }
    }

    private static double strangeness(Prediction seen) {
        return seen.strangeness()
                .map(Strangeness::score)
                .orElseGet(() -> 1.0 - seen.best().probability());
    }

    private static double[] scores(Classifier classifier, Dataset pictures, Broken broken) {
        DoubleStream.Builder scores = DoubleStream.builder();
        if (pictures.size() > 0) {
            new AnswerSource.Looking(broken.strictness(), broken.listener())
                    .answer(classifier, pictures, (_, answer) -> scores.add(answer.score()));
        }
        return scores.build().toArray();
    }
}
