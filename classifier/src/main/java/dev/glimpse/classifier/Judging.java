package dev.glimpse.classifier;

import dev.glimpse.classifier.evaluation.Basis;
import dev.glimpse.classifier.evaluation.DatasetThumbnails;
import dev.glimpse.classifier.evaluation.Evaluation;
import dev.glimpse.classifier.evaluation.Outcome;
import dev.glimpse.classifier.evaluation.Report;
import dev.glimpse.classifier.evaluation.Unknowns;
import dev.glimpse.data.Dataset;
import dev.glimpse.data.Limit;
import dev.glimpse.data.item.DataException;
import dev.glimpse.data.item.Split;
import dev.glimpse.data.item.Strictness;
import dev.glimpse.data.item.Unreadable;
import dev.glimpse.data.split.Splits;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;

/**
 * On which pictures of a dataset a classifier is judged, and who is told.
 *
 * <p>Unless told otherwise it is those that it did not learn from: the test split that was recorded when it was taught,
 * or all pictures of a dataset of which it saw none.
 */
public final class Judging {

    /** Which pictures. */
    public enum Part {
        /** Those that the classifier did not learn from. */
        HELD_OUT,
        /** Those that were kept away when it was taught, and all that were not there then. */
        UNSEEN,
        /** Those that it learnt from. */
        TRAIN,
        /** Those that steered its training. */
        VALIDATION,
        /** Those that were kept away. */
        TEST,
        /** All of them, whether it learnt from them or not. */
        ALL
    }

    private Part part = Part.HELD_OUT;
    private Optional<Limit> limit = Optional.empty();
    private Strictness strictness = Strictness.SKIP;
    private Consumer<Unreadable> unreadable = _ -> {};
    private Consumer<Outcome> each = _ -> {};
    private Progress progress = (_, _) -> {};
    private Optional<AnswerSource> source = Optional.empty();
    private Optional<Foreign> foreign = Optional.empty();

    Judging() {}

    /** Is told how far the evaluation is. */
    @FunctionalInterface
    public interface Progress {
        /** {@code done} of {@code all} pictures have been looked at. */
        void at(long done, long all);
    }

    /** These pictures. */
    public Judging part(Part chosen) {
        this.part = chosen;
        return this;
    }

    /** So many of these pictures, the same ones each time, in which labels keep their proportions. */
    public Judging limit(Limit most) {
        this.limit = Optional.of(most);
        return this;
    }

    /** Pictures that cannot be decoded are left out, unless told, or refused. */
    public Judging strictness(Strictness chosen) {
        this.strictness = chosen;
        return this;
    }

    /** Is told of each picture that is left out because it cannot be decoded. */
    public Judging unreadable(Consumer<Unreadable> listener) {
        this.unreadable = listener;
        return this;
    }

    /** Tells what became of each picture. */
    public Judging each(Consumer<Outcome> listener) {
        this.each = listener;
        return this;
    }

    /** Tells how far it is. */
    public Judging progress(Progress listener) {
        this.progress = listener;
        return this;
    }

    /** Where answers come from; pictures are looked at unless told. */
    Judging from(AnswerSource answers) {
        this.source = Optional.of(answers);
        return this;
    }

    /**
     * Says as well how it tells pictures that show none of its labels: all in a folder and the folders in it, or in a zip or
     * another dataset.
     */
    public Judging unknown(Path place) {
        this.foreign = Optional.of(new Foreign.Place(place));
        return this;
    }

    /** Says as well how it tells the pictures of a dataset, which show none of its labels; it stays the caller's. */
    public Judging unknown(Dataset pictures) {
        this.foreign = Optional.of(new Foreign.Pictures(pictures));
        return this;
    }

    private record Chosen(Dataset pictures, Basis basis) {

        Chosen limited(Limit limit) {
            int all = pictures.size();
            if (limit.of(all) >= all) {
                return this;
            }
            Dataset fewer = pictures.limited(limit);
            return new Chosen(
                    fewer,
                    new Basis(fewer.size() + " of the " + all + " in " + basis.description(), basis.acquaintance()));
        }
    }

    Report report(Classifier classifier, Dataset dataset, String name) {
        Chosen all = choose(classifier.splits(), labelled(classifier, dataset));
        Chosen chosen = limit.map(all::limited).orElse(all);
        Bench bench = new Bench(classifier, chosen.basis(), each);
        int count = chosen.pictures().size();
        if (count > 0) {
            source.orElseGet(() -> new AnswerSource.Looking(strictness, unreadable))
                    .answer(classifier, chosen.pictures(), (item, answer) -> {
                        bench.add(item, answer);
                        progress.at(bench.pictures(), count);
                    });
        }
        Evaluation evaluation = bench.evaluation();
        Optional<Unknowns> unknowns = unknowns(classifier, bench);
        return Report.of(name, evaluation, about -> {
            classifier.about().forEach(about::fact);
            classifier.curves().ifPresent(about::curves);
            bench.unscaled().ifPresent(about::unscaled);
            unknowns.ifPresent(about::unknowns);
            about.thumbnails(DatasetThumbnails.of(chosen.pictures(), evaluation));
        });
    }

    private Optional<Unknowns> unknowns(Classifier classifier, Bench bench) {
        if (foreign.isEmpty() && !classifier.tellsUnknown()) {
            return Optional.empty();
        }
        Optional<Unknowns.Foreign> others = foreign.map(pictures -> new Unknowns.Foreign(
                "all pictures of " + pictures.location(),
                Unknowns.Scores.of(pictures.scores(classifier, new Foreign.Broken(strictness, unreadable)))));
        OptionalDouble threshold = classifier.facts().unknown().stream()
                .mapToDouble(UnknownRule::threshold)
                .findFirst();
        return Optional.of(new Unknowns(threshold, bench.scores(), others));
    }

    private static Dataset labelled(Classifier classifier, Dataset dataset) {
        try {
            return dataset.withLabels(classifier.labels());
        } catch (DataException unknown) {
            throw classifier.isNamed()
                    ? unknown
                    : new ClassifierException(
                            "nobody has named the " + classifier.labels().size()
                                    + " outputs of the model, so it cannot be judged by the labels of "
                                    + dataset.location() + ": give the labels in the order of the outputs",
                            unknown);
        }
    }

    private Chosen choose(Splits recorded, Dataset dataset) {
        String place = dataset.location().toString();
        boolean known = recorded.size() > 0
                && dataset.items().anyMatch(item -> recorded.of(item.hash()).isPresent());
        return switch (part) {
            case HELD_OUT -> {
                if (known) {
                    yield new Chosen(
                            with(dataset, recorded, Split.TEST),
                            Basis.heldOut("the test split of " + place + others(dataset, recorded)));
                }
                if (recorded.size() > 0) {
                    yield new Chosen(
                            dataset, Basis.heldOut("all pictures of " + place + ", none of which it ever saw"));
                }
                Dataset test = byHand(dataset, Split.TEST);
                yield test.size() > 0
                        ? new Chosen(test, Basis.unknown("the test split of " + place))
                        : new Chosen(dataset, Basis.unknown("all pictures of " + place));
            }
            case UNSEEN -> {
                Dataset unseen = dataset.where(
                        item -> recorded.of(item.hash()).map(Split.TEST::equals).orElse(true));
                String description = (known ? "all unseen pictures of " : "all pictures of ") + place;
                yield new Chosen(unseen, recorded.size() > 0 ? Basis.heldOut(description) : Basis.unknown(description));
            }
            case TRAIN ->
                new Chosen(of(dataset, recorded, known, Split.TRAIN), Basis.trainedOn("the train split of " + place));
            case VALIDATION ->
                new Chosen(
                        of(dataset, recorded, known, Split.VALIDATION),
                        Basis.chosenBy("the validation split of " + place));
            case TEST ->
                new Chosen(
                        of(dataset, recorded, known, Split.TEST),
                        known
                                ? Basis.heldOut("the test split of " + place)
                                : Basis.unknown("the test split of " + place));
            case ALL ->
                new Chosen(
                        dataset,
                        known
                                ? Basis.trainedOn("all pictures of " + place + ", those it learnt from among them")
                                : Basis.unknown("all pictures of " + place));
        };
    }

    /** Says of pictures that came later, or were left out by a limit, that they are no part of the test split. */
    private static String others(Dataset dataset, Splits recorded) {
        long others = dataset.items()
                .filter(item -> recorded.of(item.hash()).isEmpty())
                .count();
        return others == 0
                ? ""
                : String.format(Locale.ROOT, ", without %,d pictures that were not there when it was taught", others);
    }

    private static Dataset of(Dataset dataset, Splits recorded, boolean known, Split split) {
        return known ? with(dataset, recorded, split) : byHand(dataset, split);
    }

    private static Dataset with(Dataset dataset, Splits recorded, Split split) {
        return dataset.where(item -> recorded.of(item.hash()).map(split::equals).orElse(false));
    }

    private static Dataset byHand(Dataset dataset, Split split) {
        return dataset.where(item -> item.split().map(split::equals).orElse(false));
    }
}
