package dev.glimpse.classifier;

import dev.glimpse.nn.optimizer.Optimizers;
import dev.glimpse.zoo.Backbone;

/**
 * A head is taught first, and then the last layers of its backbone with it, at a low learning rate.
 *
 * {@snippet :
 * var recipe = FineTune.of(Head.of(vgg16)).layers(new FineTune.Layers.Last(4));
 * }
 *
 * <p>The front of the backbone, which does not learn, looks at each picture once, and what it makes of it is kept. With an
 * augmentation, with all layers, or where that would be too much to keep, each epoch looks at the pictures themselves.
 *
 * <p>On the command line: {@code --recipe fine-tune --layers 4} (a number, {@code all}, or the name of the first layer that
 * learns), {@code --rates uniform|discriminative}, {@code --schedule one-cycle|constant}; {@code --epochs}, {@code --batch-size},
 * {@code --learning-rate}, {@code --augment} and so on are of this second phase.
 *
 * <p>All {@linkplain dev.glimpse.nn.layer.BatchNormalization batch normalizations} of the backbone stay frozen, also among
 * layers that learn, and use the means and variances that the backbone brought along; in the model file they are not trainable,
 * so that Keras does the same when it goes on. Nothing gets worse: if no epoch is better on validation than the head alone, the
 * head alone is the result.
 *
 * @param head what is taught first, with its backbone
 * @param layers which layers of the backbone learn with it
 * @param rates how fast they learn, compared to the head
 * @param course how the learning rate changes over the second phase
 * @param learning how the second phase goes; the learning rate is the head's, and with {@link Course#ONE_CYCLE} its highest
 * @see <a href="https://keras.io/guides/transfer_learning/">Keras: transfer learning and fine-tuning</a>
 */
public record FineTune(Head head, Layers layers, Rates rates, Course course, Learning learning)
        implements LearningRecipe<FineTune> {

    /** Which layers of a backbone learn. */
    public sealed interface Layers {

        /**
         * The last so many, counted as {@code model.layers[-n:]} in Keras for a network without its top: in Keras's order, those
         * without weights among them, but neither the head nor the pooling or flattening that makes a vector for it.
         *
         * @param count 1 or more
         */
        record Last(int count) implements Layers {

            public Last {
                if (count < 1) {
                    throw new ClassifierException("the layers to be tuned are 1 or more, got " + count
                            + ": to tune none, choose the recipe head");
                }
            }
        }

        /**
         * One and all behind it in Keras's order.
         *
         * @param first its name, such as {@code block_14_expand}
         */
        record From(String first) implements Layers {}

        /** All of them, from the pixels on. */
        record All() implements Layers {}

        /**
         * What {@code --layers} means.
         *
         * @param text a number, {@code all}, or the name of a layer
         */
        static Layers parse(String text) {
            if (text.equals("all")) {
                return new All();
            }
            return text.chars().allMatch(Character::isDigit) && !text.isEmpty() && text.length() < 6
                    ? new Last(Integer.parseInt(text))
                    : new From(text);
        }

        /** As {@code --layers} takes it. */
        default String word() {
            return switch (this) {
                case Last(int count) -> Integer.toString(count);
                case From(String first) -> first;
                case All() -> "all";
            };
        }
    }

    /** How fast layers of the backbone learn, compared to the head. */
    public sealed interface Rates {

        /** As fast as the head. */
        record Uniform() implements Rates {}

        /**
         * The nearer to the input, the slower: each block of layers at the rate of the block behind it divided by
         * {@code factor}, the head at the full one, none at less than a hundredth of it.
         *
         * <p>A block is what Keras names alike: neighbouring layers whose names have the same first number, such as
         * {@code block5_conv1} and {@code block5_conv2}, or {@code block_13_expand} and {@code block_13_project}.
         *
         * @param factor 1 or more; 2.6 is usual
         * @see <a href="https://arxiv.org/abs/1801.06146">Howard, Ruder: Universal Language Model Fine-tuning (2018)</a>
         */
        record Discriminative(double factor) implements Rates {

            public Discriminative {
                if (!(factor >= 1 && factor < Double.POSITIVE_INFINITY)) {
                    throw new ClassifierException(
                            "the learning rate is divided by 1 or more from block to block, got " + factor);
                }
            }
        }

        /** As {@code --rates} takes it. */
        default String word() {
            return switch (this) {
                case Uniform() -> "uniform";
                case Discriminative _ -> "discriminative";
            };
        }
    }

    /** How the learning rate changes over the second phase. */
    public enum Course {
        /** Not at all. */
        CONSTANT("constant"),
        /** Up to the learning rate and down again to nearly none, along cosines. */
        ONE_CYCLE("one-cycle");

        private final String word;

        Course(String word) {
            this.word = word;
        }

        /** As the command line takes it. */
        public String word() {
            return word;
        }
    }

    /** The last 20 layers learn with a head, for 10 epochs of one cycle up to 0.001, each block slower than the one behind it. */
    public static FineTune of(Head head) {
        return new FineTune(
                head,
                new Layers.Last(20),
                new Rates.Discriminative(2.6),
                Course.ONE_CYCLE,
                Learning.usual().optimizer(Optimizers.adam().learningRate(1e-3)));
    }

    /** This with other layers that learn. */
    public FineTune layers(Layers newLayers) {
        return new FineTune(head, newLayers, rates, course, learning);
    }

    /** This with other learning rates from layer to layer. */
    public FineTune rates(Rates newRates) {
        return new FineTune(head, layers, newRates, course, learning);
    }

    /** This with another learning rate over time; an optimizer that has a schedule of its own keeps that. */
    public FineTune course(Course newCourse) {
        return new FineTune(head, layers, rates, newCourse, learning);
    }

    /** This with a second phase that goes another way. */
    @Override
    public FineTune with(Learning newLearning) {
        return new FineTune(head, layers, rates, course, newLearning);
    }

    /** What both phases draw first weights, order, dropout and augmentation from; 0 unless told. */
    @Override
    public FineTune seed(long value) {
        return new FineTune(head.seed(value), layers, rates, course, learning.seed(value));
    }

    /** Whether every picture counts the same, or every class, in both phases. */
    @Override
    public FineTune classWeights(Learning.ClassWeights value) {
        return new FineTune(head.classWeights(value), layers, rates, course, learning.classWeights(value));
    }

    /** What makes vectors of pictures before it is tuned. */
    public Backbone backbone() {
        return head.backbone();
    }

    @Override
    public String word() {
        return "fine-tune";
    }
}
