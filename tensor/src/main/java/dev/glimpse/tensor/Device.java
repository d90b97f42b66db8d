package dev.glimpse.tensor;

/**
 * Where a tensor's numbers are and where they are computed with.
 *
 * <p>The processor is always there. A CUDA device is there when the GPU build of libtorch is on the class path
 * ({@code org.bytedeco:pytorch-platform-gpu}, and {@code cuda-platform-redist}) and the machine has the hardware.
 *
 * @param kind what sort of device
 * @param index which of several, from 0
 */
public record Device(Kind kind, int index) {

    /** The sorts of device. */
    public enum Kind {
        /** The processor, with the machine's memory. */
        CPU,
        /** A graphics card of NVIDIA's, with memory of its own. Nothing in this library has been tested on one. */
        CUDA
    }

    private static final Device PROCESSOR = new Device(Kind.CPU, 0);

    public Device {
        if (index < 0 || index > Byte.MAX_VALUE || (kind == Kind.CPU && index != 0)) {
            throw new TensorException("there is no device " + kind + " number " + index);
        }
    }

    /** The processor. */
    public static Device cpu() {
        return PROCESSOR;
    }

    /** A graphics card, the first being 0. Untested: what works on the processor may not work there. */
    public static Device cuda(int index) {
        return new Device(Kind.CUDA, index);
    }

    /** Whether tensors can be made there, on this machine with this class path. */
    public boolean isAvailable() {
        return switch (kind) {
            case CPU -> true;
            case CUDA -> Libtorch.cudaDevices() > index;
        };
    }

    /** The name that libtorch has for it: {@code cpu}, {@code cuda:0}. */
    @Override
    public String toString() {
        return switch (kind) {
            case CPU -> "cpu";
            case CUDA -> "cuda:" + index;
        };
    }
}
