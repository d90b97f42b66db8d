package dev.glimpse.tensor.batch;

import dev.glimpse.tensor.Seed;
import dev.glimpse.tensor.Shape;
import java.util.List;
import java.util.Optional;

/**
 * Where samples come from, one pass at a time.
 *
 * <p>A pass is a function of its description alone: the same {@link Pass} gives the same batches, byte for byte, however
 * often it is opened and wherever it begins. That is what lets an interrupted training go on as if it had not been.
 */
public interface Batches {

    /** How many samples one pass has. */
    int samples();

    /** How many samples a batch has; the last one of a pass may have fewer. */
    int batchSize();

    /** The shape of one sample of each input, without the batch axis. */
    List<Shape> inputShapes();

    /** Starts a pass over all samples. The stream belongs to the caller, which closes it. */
    BatchStream open(Pass pass);

    /** How many batches one pass has. */
    default int count() {
        return Math.ceilDiv(samples(), batchSize());
    }

    /**
     * Which pass over the samples this is.
     *
     * @param seed what the order and the augmentation are drawn from
     * @param epoch the number of the pass, from 0; another epoch is another order
     * @param firstBatch how many batches of the pass to leave out, because they were seen before an interruption
     */
    record Pass(Seed seed, int epoch, int firstBatch) {

        public Pass {
            if (epoch < 0 || firstBatch < 0) {
                throw new IllegalArgumentException(
                        "epoch and first batch are 0 or more, got " + epoch + " and " + firstBatch);
            }
        }

        /** The pass that evaluation makes: the first one, from its beginning. */
        public static Pass first() {
            return new Pass(Seed.of(0), 0, 0);
        }
    }

    /** A running pass. Closing it early stops whatever prepares further batches. */
    interface BatchStream extends AutoCloseable {

        /** The next batch, or nothing when the pass is over. Waits while it is being prepared. */
        Optional<Batch> next();

        /**
         * How many batches of the pass lie behind: those left out by {@link Pass#firstBatch}, those given, and those passed
         * over because nothing in them could be read. A pass that begins there goes on with the next one.
         */
        int done();

        @Override
        void close();
    }
}
