package dev.glimpse.tensor;

import java.util.Arrays;
import org.bytedeco.pytorch.Generator;
import org.bytedeco.pytorch.global.torch;

/**
 * Where libtorch's generator of random numbers on the processor stands, as a value: {@link Noise} draws from it.
 *
 * <p>Restored, the same numbers come again.
 */
public final class RandomState {

    private final byte[] bytes;

    private RandomState(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Where the generator stands now. */
    public static RandomState capture() {
        Engine.start();
        return Libtorch.ask(() -> {
            try (Generator generator = torch.getDefaultCPUGenerator();
                    Tensor state = TensorScope.release(new Tensor(generator.get_state()))) {
                return new RandomState(state.toBytes());
            }
        });
    }

    /** A state that was written down with {@link #toBytes}. */
    public static RandomState of(byte[] bytes) {
        return new RandomState(bytes.clone());
    }

    /** Lets the generator begin anew from a seed. */
    public static void seed(Seed seed) {
        Engine.start();
        torch.manual_seed(seed.value());
    }

    /**
     * Puts the generator back to this state.
     *
     * @throws TensorException if this is no state of the generator
     */
    public void restore() {
        try (Tensor state = TensorScope.release(Tensor.of(bytes, Shape.of(bytes.length)))) {
            Libtorch.ask(() -> {
                try (Generator generator = torch.getDefaultCPUGenerator()) {
                    generator.set_state(state.handle());
                    return true;
                }
            });
        }
    }

    /** The state as bytes, to be written down. Some 5 kB. */
    public byte[] toBytes() {
        return bytes.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RandomState state && Arrays.equals(bytes, state.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }
}
