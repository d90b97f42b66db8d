package dev.glimpse.tensor.engine;

import org.bytedeco.openblas.presets.openblas_nolapack;
import org.bytedeco.pytorch.global.torch;

/**
 * How many threads libtorch and the OpenBLAS that it multiplies matrices with compute on.
 *
 * <p>Each has a pool of its own. OpenBLAS takes all processors unless told otherwise, whatever libtorch was told, and its
 * threads spin while they wait for each other: on two shared processors that made the forward half of a training step
 * four times as long.
 */
public final class ComputingThreads {

    private ComputingThreads() {}

    /** Computes on this many threads from now on. */
    public static void use(int threads) {
        torch.set_num_threads(threads);
        try {
            openblas_nolapack.blas_set_num_threads(threads);
        } catch (LinkageError e) {
            // a build of libtorch with another library for matrices, which follows libtorch's number
        }
    }
}
