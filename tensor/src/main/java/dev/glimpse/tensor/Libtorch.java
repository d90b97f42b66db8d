package dev.glimpse.tensor;

import static java.util.Objects.requireNonNull;

import java.util.EnumMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.pytorch.MemoryFormatOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.T_TensorTensor_T;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * The calls into libtorch: what they throw is translated, what they need besides tensors is freed, and what they make
 * gets an owner.
 *
 * <p>A C++ value that a call needs (a scalar, a list, an option) is a native object of its own, which nobody would ever
 * free but the garbage collector. So each is closed by the method here that made it, or is one of the few constants,
 * made once.
 */
final class Libtorch {

    /** The constants, made once the engine is there. */
    private static final class Constants {

        static final Map<DType, TensorOptions> OPTIONS = new EnumMap<>(DType.class);
        static final MemoryFormatOptional ANY_FORMAT = constant(new MemoryFormatOptional());
        static final TensorOptional NOTHING = constant(new TensorOptional());

        static {
            for (DType type : DType.values()) {
                OPTIONS.put(type, constant(new TensorOptions(type.scalarType())));
            }
        }

        /** Keeps a native object for ever, even if it is made inside somebody's {@code PointerScope}. */
        private static <P extends Pointer> P constant(P pointer) {
            pointer.retainReference();
            return pointer;
        }
    }

    private Libtorch() {}

    /** The tensor that a call makes, owned by the innermost scope. */
    static Tensor make(Supplier<org.bytedeco.pytorch.Tensor> call) {
        try {
            return new Tensor(call.get());
        } catch (RuntimeException e) {
            throw translated(e);
        }
    }

    /** The tensor that a call with a number makes. A whole number leaves a tensor of integers one of integers. */
    static Tensor make(Tensor subject, double number, Function<Scalar, org.bytedeco.pytorch.Tensor> call) {
        try (Scalar scalar = scalar(subject, number)) {
            return new Tensor(call.apply(scalar));
        } catch (RuntimeException e) {
            throw translated(e);
        }
    }

    /** Runs a call that changes a tensor in place. */
    static Tensor change(Tensor subject, Function<org.bytedeco.pytorch.Tensor, ?> call) {
        try {
            var unused = call.apply(subject.handle());
            return subject;
        } catch (RuntimeException e) {
            throw translated(e);
        }
    }

    /** Runs a call with a number that changes a tensor in place. */
    static Tensor change(Tensor subject, double number, Function<Scalar, ?> call) {
        try (Scalar scalar = scalar(subject, number)) {
            var unused = call.apply(scalar);
            return subject;
        } catch (RuntimeException e) {
            throw translated(e);
        }
    }

    /** What a call gives that is no tensor. */
    static <T> T ask(Supplier<T> call) {
        try {
            return call.get();
        } catch (RuntimeException e) {
            throw translated(e);
        }
    }

    /** The two tensors that a call makes. */
    static <T> T pair(Supplier<T_TensorTensor_T> call, PairOf<T> result) {
        try (T_TensorTensor_T pair = call.get()) {
            return result.of(new Tensor(copy(pair.get0())), new Tensor(copy(pair.get1())));
        } catch (RuntimeException e) {
            throw translated(e);
        }
    }

    /** What two tensors are together. */
    @FunctionalInterface
    interface PairOf<T> {
        T of(Tensor first, Tensor second);
    }

    /** Calls with a list of tensors. */
    static <T> T withList(Iterable<Tensor> tensors, Function<TensorVector, T> call) {
        try (TensorVector list = new TensorVector()) {
            for (Tensor tensor : tensors) {
                list.push_back(tensor.handle());
            }
            return call.apply(list);
        } catch (RuntimeException e) {
            throw translated(e);
        }
    }

    /** A second handle on the same tensor, which lives as long as it is needed. */
    static org.bytedeco.pytorch.Tensor copy(org.bytedeco.pytorch.Tensor tensor) {
        return new org.bytedeco.pytorch.Tensor(tensor);
    }

    /** Absence, where libtorch takes a tensor or nothing. Not to be closed. */
    static TensorOptional nothing() {
        return Constants.NOTHING;
    }

    /** The options that ask for a type of number, which all creation begins with. Not to be closed. */
    static TensorOptions options(DType type) {
        Engine.start();
        return requireNonNull(Constants.OPTIONS.get(type));
    }

    /** No wish for a memory format. Not to be closed. */
    static MemoryFormatOptional anyFormat() {
        return Constants.ANY_FORMAT;
    }

    static Scalar scalar(Tensor subject, double number) {
        if (number == Math.rint(number) && !subject.dtype().isFloating()) {
            return new Scalar((long) number);
        }
        return new Scalar(number);
    }

    static int cudaDevices() {
        Engine.start();
        return ask(() -> torch.cuda_is_available() ? (int) torch.cuda_device_count() : 0);
    }

    /** What libtorch says without the C++ stack that it adds. */
    static RuntimeException translated(RuntimeException e) {
        if (e instanceof TensorException) {
            return e;
        }
        String message = e.getMessage();
        if (message == null) {
            return e;
        }
        int end = message.indexOf("\nException raised from");
        return new TensorException(end < 0 ? message : message.substring(0, end), e);
    }
}
