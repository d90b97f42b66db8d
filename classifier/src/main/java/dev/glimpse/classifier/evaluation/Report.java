package dev.glimpse.classifier.evaluation;

import dev.glimpse.nn.archive.WholeFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Consumer;

/**
 * An evaluation made ready to be read, with what is known about the model: as text, as JSON, or as a page of HTML.
 *
 * {@snippet :
 * var report = Report.of("birds.keras", evaluation, about -> about
 *         .fact("Recipe", "from-scratch")
 *         .curves(curves)
 *         .thumbnails(item -> thumbnail(item)));
 * out.print(report.text(80));
 * report.writeHtml(Path.of("birds.html"));
 * }
 */
public final class Report {

    private final String model;
    private final Evaluation evaluation;
    private final About about;

    private Report(String model, Evaluation evaluation, About about) {
        this.model = model;
        this.evaluation = evaluation;
        this.about = about;
    }

    /** The report on a model of this name, with the numbers alone. */
    public static Report of(String model, Evaluation evaluation) {
        return of(model, evaluation, _ -> {});
    }

    /** The report on a model of this name, with what else is known. */
    public static Report of(String model, Evaluation evaluation, Consumer<About> known) {
        About about = new About();
        known.accept(about);
        return new Report(model, evaluation, about);
    }

    /** The name of the model. */
    public String model() {
        return model;
    }

    /** The numbers. */
    public Evaluation evaluation() {
        return evaluation;
    }

    /** What is known about how the model came to be, name by name in the order given. */
    public SequencedMap<String, String> facts() {
        return Collections.unmodifiableSequencedMap(about.facts);
    }

    /** How the training went, if it is known. */
    public Optional<TrainingCurves> curves() {
        return about.curves;
    }

    /** How sure the model was before its probabilities were changed by a temperature, if they were. */
    public Optional<Unscaled> unscaled() {
        return about.unscaled;
    }

    /** How well the model tells pictures of other things, if it can or was asked to. */
    public Optional<Unknowns> unknowns() {
        return about.unknowns;
    }

    /** How good the rounds of a cross-validation were, if it was one. */
    public Optional<FoldScores> folds() {
        return about.folds;
    }

    /** Where small pictures of the mistakes are found. */
    public Thumbnails thumbnails() {
        return about.thumbnails;
    }

    /** The report as lines of plain text for a terminal of so many columns, or of 76 if those are fewer. */
    public String text(int columns) {
        return new TextReport(this, columns).render();
    }

    /** Of {@link #text} only which label was taken for which. */
    public String confusionText(int columns) {
        return new TextReport(this, columns).renderConfusion();
    }

    /**
     * The report as one JSON object, with probabilities and scores in full precision.
     *
     * <ul>
     *   <li>{@code model}; {@code measuredOn} with {@code description} and {@code acquaintance} ({@code held-out},
     *       {@code chosen-by}, {@code trained-on} or {@code unknown}); {@code pictures}, how many
     *   <li>{@code accuracy}, {@code accuracyLow} and {@code accuracyHigh} (its 95 % interval), {@code correct}; for
     *       more labels than k, {@code topK} with {@code k} and the same four
     *   <li>{@code logLoss}, {@code brier}; {@code macroAverage} and {@code weightedAverage} with {@code precision},
     *       {@code recall} and {@code f1}
     *   <li>{@code labels}; {@code classes}: for each {@code label} its {@code precision}, {@code recall}, {@code f1},
     *       {@code support} and {@code predicted}; {@code confusion}: a row of counts for each true label
     *   <li>{@code calibration} with {@code expectedError}, {@code meanProbability} and {@code bins}, each with {@code
     *       low}, {@code high}, {@code count}, {@code correct}, {@code meanProbability} and {@code accuracy}
     *   <li>if a temperature changed the probabilities, {@code temperature} with its {@code value} and the {@code logLoss} and
     *       {@code calibrationError} that the same pictures had {@code before}
     *   <li>if it tells pictures of other things, {@code unknown} with {@code threshold}, {@code lost} (own pictures it takes
     *       for none of what it knows: {@code share}, {@code low}, {@code high}, {@code count} and {@code of}) and, if it was
     *       asked about foreign ones, {@code foreign} with {@code description}, {@code pictures}, {@code auroc} and {@code
     *       refused} like {@code lost}
     *   <li>of a cross-validation, {@code folds}: {@code accuracy}, {@code logLoss}, {@code macroF1} and perhaps {@code topK}, each with
     *       {@code mean} and {@code deviation} (sample deviation), and {@code rounds}, each with {@code fold}, {@code accuracy}, {@code
     *       correct}, {@code pictures}, {@code logLoss}, {@code macroF1}, perhaps {@code topK}, {@code learnt}, {@code steered} and {@code
     *       seconds}
     *   <li>{@code mistakes}, most certain first, each with {@code item}, {@code label}, {@code predicted}, {@code
     *       probability}, {@code labelProbability} and {@code rank}
     *   <li>{@code facts}, name by name; if known, {@code training} with {@code keptEpoch} and {@code epochs}, each with
     *       {@code epoch} and {@code metrics} by Keras's names ({@code null} for a number that is not finite)
     * </ul>
     */
    public String json() {
        return new JsonReport(this).render();
    }

    /**
     * The report as one page of HTML that needs nothing else, with the pictures of the mistakes inside.
     *
     * <p>It has no script, and every label and file name is escaped: they may come from strangers.
     */
    public String html() {
        return new HtmlReport(this).render();
    }

    /**
     * Writes {@link #html()} to a file; until it is whole, the file is not there, or is the old one.
     *
     * @throws IOException if it cannot be written
     */
    public void writeHtml(Path file) throws IOException {
        WholeFile.write(file, out -> out.write(html().getBytes(StandardCharsets.UTF_8)));
    }

    /** What is known about a model besides its numbers. */
    public static final class About {

        private final SequencedMap<String, String> facts = new LinkedHashMap<>();
        private Optional<TrainingCurves> curves = Optional.empty();
        private Thumbnails thumbnails = Thumbnails.none();
        private Optional<Unscaled> unscaled = Optional.empty();
        private Optional<Unknowns> unknowns = Optional.empty();
        private Optional<FoldScores> folds = Optional.empty();

        private About() {}

        /** A fact for the reader, such as {@code Recipe} and {@code from-scratch}. */
        public About fact(String name, String value) {
            facts.put(name, value);
            return this;
        }

        /** How the training went. */
        public About curves(TrainingCurves known) {
            curves = Optional.of(known);
            return this;
        }

        /** How sure the model was of these pictures before its probabilities were changed by a temperature. */
        public About unscaled(Unscaled before) {
            unscaled = Optional.of(before);
            return this;
        }

        /** How well the model tells pictures of other things. */
        public About unknowns(Unknowns told) {
            unknowns = Optional.of(told);
            return this;
        }

        /** How good the rounds of a cross-validation were, which the numbers sum up. */
        public About folds(FoldScores scores) {
            folds = Optional.of(scores);
            return this;
        }

        /** Where small pictures of the mistakes are found; the page goes without them by default. */
        public About thumbnails(Thumbnails source) {
            thumbnails = source;
            return this;
        }
    }
}
