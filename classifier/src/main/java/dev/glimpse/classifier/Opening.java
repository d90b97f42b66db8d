package dev.glimpse.classifier;

import dev.glimpse.classifier.architecture.KnownArchitecture;
import dev.glimpse.image.Resize;
import dev.glimpse.nn.archive.FileOptions;
import dev.glimpse.nn.layer.Architecture;
import dev.glimpse.nn.layer.Size2;
import dev.glimpse.tensor.Shape;
import dev.glimpse.zoo.architecture.KnownNetwork;
import dev.glimpse.zoo.imagenet.ImageNetClass;
import dev.glimpse.zoo.pixel.PixelMode;
import dev.glimpse.zoo.weights.KnownWeights;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/**
 * What a model file that others made does not say, and its user knows.
 *
 * {@snippet :
 * Classifier.load(Path.of("vgg16.h5"), open -> open
 *         .labels(Path.of("imagenet_class_index.json"))
 *         .preprocessing(PixelMode.CAFFE));
 * }
 *
 * <p>A file of Glimpse's own says all of it; then it can be left away, or be the same.
 */
public final class Opening {

    private static final int IMAGENET = 1000;

    private Optional<List<String>> labels = Optional.empty();
    private Optional<PixelMode> pixels = Optional.empty();
    private Optional<Resize.Fit> fit = Optional.empty();

    private Optional<Size2> size = Optional.empty();
    private Optional<Function<OptionalInt, Architecture>> layers = Optional.empty();

    private Ending ending = Ending.PROBABILITIES;

    /** What the outputs are. */
    private enum Ending {
        PROBABILITIES,
        LOGITS
    }

    Opening() {}

    /**
     * What the outputs are called, in their order; numbers from 0 unless told. A model whose one output is a sigmoid has two
     * labels, and gives the probability of the second.
     *
     * @throws ClassifierException if one is blank, or stands there twice
     */
    public Opening labels(List<String> names) {
        this.labels = Optional.of(new Labels.Named(names).names());
        return this;
    }

    /**
     * The labels in a file, in the order of the outputs: one a line, Teachable Machine's {@code labels.txt}, a list in JSON,
     * Keras's {@code imagenet_class_index.json}, or {@code class_indices} of Keras's generators.
     *
     * @throws ClassifierException if there is no such file, or it holds no labels
     */
    public Opening labels(Path file) {
        this.labels = Optional.of(LabelFile.read(file));
        return this;
    }

    /** What the network wants for pixels; {@link PixelMode#NONE} unless told. */
    public Opening preprocessing(PixelMode mode) {
        this.pixels = Optional.of(mode);
        return this;
    }

    /** What becomes of pictures whose proportions are not those of the input; they are squashed unless told. */
    public Opening fit(Resize.Fit chosen) {
        this.fit = Optional.of(chosen);
        return this;
    }

    /** The height and width of the pictures, for a model that takes any; one that says which it takes has no other. */
    public Opening size(int height, int width) {
        this.size = Optional.of(new Size2(height, width));
        return this;
    }

    /** The layers, for a file that has nothing but their weights, as Keras's {@code save_weights} writes it. */
    public Opening layers(Architecture architecture) {
        return layers(_ -> architecture);
    }

    /** The layers by their name, for a file that has nothing but their weights; as many classes as there are labels. */
    public Opening layers(KnownArchitecture known, Shape input) {
        return layers(classes -> known.of(
                input,
                classes.orElseThrow(() -> new ClassifierException(known.word()
                        + " ends in one output for each label, and nobody says how many there are: name the labels"))));
    }

    /** The layers for as many labels as are known, for a file that has nothing but their weights. */
    public Opening layers(Function<OptionalInt, Architecture> architecture) {
        this.layers = Optional.of(architecture);
        return this;
    }

    /**
     * All that is known of a file with the published weights of a network, top and all: its layers, ImageNet's labels, what it
     * wants for pixels, and that pictures are cropped to their middle. What is said after that is said otherwise.
     */
    public Opening pretrained(KnownNetwork network) {
        return pretrained(network, Size2.square(network.usualSize()));
    }

    /** Like {@link #pretrained(KnownNetwork)}, for pictures of another size. */
    public Opening pretrained(KnownNetwork network, Size2 pictures) {
        return layers(classes -> network.architecture(
                        pictures, new dev.glimpse.zoo.architecture.Ending.Classes(classes.orElse(IMAGENET))))
                .labels(ImageNetClass.labels())
                .preprocessing(KnownWeights.of(network).pixels())
                .fit(Resize.Fit.CENTER_CROP);
    }

    /** The outputs are logits, as a loss {@code from_logits=True} has them: softmax is put behind them. */
    public Opening logits() {
        this.ending = Ending.LOGITS;
        return this;
    }

    boolean givesLogits() {
        return ending == Ending.LOGITS;
    }

    Optional<Architecture> layers() {
        return layers.map(
                of -> of.apply(labels.map(names -> OptionalInt.of(names.size())).orElseGet(OptionalInt::empty)));
    }

    /** Whether anything is said beyond the layers. */
    boolean saysMore() {
        return labels.isPresent() || pixels.isPresent() || fit.isPresent() || ending == Ending.LOGITS;
    }

    Optional<List<String>> labels() {
        return labels;
    }

    Optional<Size2> size() {
        return size;
    }

    /** Hands on what the reader of the file wants to know. */
    void apply(FileOptions open) {
        size.ifPresent(given -> open.inputSize(given.height(), given.width()));
    }

    Optional<PixelMode> pixels() {
        return pixels;
    }

    Optional<Resize.Fit> fit() {
        return fit;
    }
}
