package dev.glimpse.tensor;

import java.util.List;
import java.util.Objects;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/**
 * An array of numbers in native memory, with a shape, a type and, if asked for, a gradient.
 *
 * <p>What can be done with one is told by the interfaces it implements, each a page of its own. Axes are numbered from
 * 0, or from -1 at the end; shapes broadcast as in NumPy.
 *
 * <p>A tensor is freed when it is closed: by the {@link TensorScope} it was made in, or else by whoever made it. Used
 * after that, it says what it was and where it was closed. Several tensors may show the same numbers
 * ({@linkplain Shaping views}); these live until the last of them is closed. One that is forgotten is freed when the
 * garbage collector gets to it, which may be late.
 *
 * <p>A tensor may be used by one thread at a time, and closed by the thread of its scope.
 */
public final class Tensor
        implements AutoCloseable, Arithmetic, Comparing, Reducing, Shaping, Selecting, Updating, Differentiable {

    private org.bytedeco.pytorch.@Nullable Tensor handle;
    private @Nullable TensorScope owner;
    private int place;
    private @Nullable Shape shape;
    private @Nullable DType dtype;
    private @Nullable Origin closedAt;

    /** A tensor of libtorch's, with an owner. */
    Tensor(org.bytedeco.pytorch.Tensor handle) {
        this.handle = handle;
        handle.retainReference();
        TensorScope.own(this);
    }

    /** All zeros, 32-bit. */
    public static Tensor zeros(Shape shape) {
        return zeros(shape, DType.FLOAT32);
    }

    /** All zeros. */
    public static Tensor zeros(Shape shape, DType dtype) {
        return Libtorch.make(() -> torch.zeros(shape.toLongArray(), Libtorch.options(dtype)));
    }

    /** All ones, 32-bit. */
    public static Tensor ones(Shape shape) {
        return ones(shape, DType.FLOAT32);
    }

    /** All ones. */
    public static Tensor ones(Shape shape, DType dtype) {
        return Libtorch.make(() -> torch.ones(shape.toLongArray(), Libtorch.options(dtype)));
    }

    /** One number everywhere, 32-bit. */
    public static Tensor full(Shape shape, double number) {
        return full(shape, number, DType.FLOAT32);
    }

    /** One number everywhere. */
    public static Tensor full(Shape shape, double number, DType dtype) {
        return empty(shape, dtype).fillInPlace(number);
    }

    /** Whatever was in memory: for what is written before it is read. */
    public static Tensor empty(Shape shape, DType dtype) {
        return Libtorch.make(() -> torch.empty(shape.toLongArray(), Libtorch.options(dtype), Libtorch.anyFormat()));
    }

    /** The integers from 0 up to but not including {@code end}, as {@link DType#INT64}. */
    public static Tensor arange(long end) {
        try (Scalar scalar = new Scalar(end)) {
            return Libtorch.make(() -> torch.arange(scalar, Libtorch.options(DType.INT64)));
        }
    }

    /** The 32-bit identity matrix. */
    public static Tensor eye(int size) {
        return Libtorch.make(() -> torch.eye(size, Libtorch.options(DType.FLOAT32)));
    }

    /** A single 32-bit number, of the empty shape. */
    public static Tensor scalar(double number) {
        return full(Shape.scalar(), number);
    }

    /** A copy of these numbers, row by row, as {@link DType#FLOAT32}. */
    public static Tensor of(float[] numbers, Shape shape) {
        Transfer.requireCount(shape, numbers.length);
        return Transfer.write(empty(shape, DType.FLOAT32), numbers);
    }

    /** A copy of these numbers, row by row, as {@link DType#FLOAT64}. */
    public static Tensor of(double[] numbers, Shape shape) {
        Transfer.requireCount(shape, numbers.length);
        return Transfer.write(empty(shape, DType.FLOAT64), numbers);
    }

    /** A copy of these numbers, row by row, as {@link DType#INT64}. */
    public static Tensor of(long[] numbers, Shape shape) {
        Transfer.requireCount(shape, numbers.length);
        return Transfer.write(empty(shape, DType.INT64), numbers);
    }

    /** A copy of these numbers, row by row, as {@link DType#INT32}. */
    public static Tensor of(int[] numbers, Shape shape) {
        Transfer.requireCount(shape, numbers.length);
        return Transfer.write(empty(shape, DType.INT32), numbers);
    }

    /** A copy of these bytes, taken as 0 to 255, row by row, as {@link DType#UINT8}. */
    public static Tensor of(byte[] numbers, Shape shape) {
        Transfer.requireCount(shape, numbers.length);
        return Transfer.write(empty(shape, DType.UINT8), numbers);
    }

    /** Tensors one behind the other along an axis that they have. */
    public static Tensor concat(int axis, Tensor... tensors) {
        return concat(axis, List.of(tensors));
    }

    /** Tensors one behind the other along an axis that they have. */
    public static Tensor concat(int axis, List<Tensor> tensors) {
        return Libtorch.withList(tensors, list -> Libtorch.make(() -> torch.cat(list, axis)));
    }

    /** Tensors of one shape side by side along a new axis. */
    public static Tensor stack(int axis, List<Tensor> tensors) {
        return Libtorch.withList(tensors, list -> Libtorch.make(() -> torch.stack(list, axis)));
    }

    /** The sizes along the axes. */
    public Shape shape() {
        Shape known = shape;
        if (known == null) {
            org.bytedeco.pytorch.Tensor open = handle();
            int[] sizes = new int[(int) open.dim()];
            for (int axis = 0; axis < sizes.length; axis++) {
                sizes[axis] = Math.toIntExact(open.size(axis));
            }
            known = Shape.of(sizes);
            shape = known;
        }
        return known;
    }

    /** The number of axes. */
    public int rank() {
        return (int) handle().dim();
    }

    /** The size along an axis. */
    public int size(int axis) {
        return shape().size(axis);
    }

    /** How many numbers there are. */
    public long count() {
        return handle().numel();
    }

    /** The type of the numbers. */
    public DType dtype() {
        DType known = dtype;
        if (known == null) {
            known = DType.of(handle().scalar_type());
            dtype = known;
        }
        return known;
    }

    /** Where the numbers are. */
    public Device device() {
        if (handle().is_cuda()) {
            try (org.bytedeco.pytorch.Device device = handle().device()) {
                return Device.cuda(device.index());
            }
        }
        return Device.cpu();
    }

    /** The numbers on a device: this tensor seen again if they are there already, a copy if not. */
    public Tensor to(Device device) {
        try (var there = new org.bytedeco.pytorch.Device(device.toString())) {
            return Libtorch.make(() -> handle().to(there, dtype().scalarType()));
        }
    }

    /** The numbers in another type: this tensor seen again if they are of it already, a copy if not. */
    public Tensor cast(DType type) {
        return Libtorch.make(() -> handle().to(type.scalarType()));
    }

    /** The only number of a tensor that has one. */
    public double item() {
        return Libtorch.ask(() -> handle().item_double());
    }

    /** A copy of the numbers, row by row, as 32-bit floats. */
    public float[] toFloats() {
        float[] numbers = new float[Math.toIntExact(count())];
        copyTo(numbers);
        return numbers;
    }

    /** A copy of the numbers, row by row, as 64-bit floats. */
    public double[] toDoubles() {
        return Transfer.readDoubles(this);
    }

    /** A copy of the numbers, row by row, as 64-bit integers; fractions are cut off, true is 1. */
    public long[] toLongs() {
        return Transfer.readLongs(this);
    }

    /** A copy of the numbers, row by row, as bytes; 255 is -1, as bytes are in Java. */
    public byte[] toBytes() {
        return Transfer.readBytes(this);
    }

    /**
     * Writes the numbers, row by row, into an array of exactly as many.
     *
     * @throws TensorException if the array has another length
     */
    public void copyTo(float[] numbers) {
        Transfer.requireCount(shape(), numbers.length);
        Transfer.read(this, numbers);
    }

    /** Whether this tensor was closed. */
    public boolean isClosed() {
        return handle == null;
    }

    /**
     * Frees this tensor. Closing it again does nothing.
     *
     * @throws TensorException if it belongs to a scope of another thread
     */
    @Override
    public void close() {
        if (handle == null) {
            return;
        }
        TensorScope scope = owner;
        if (scope != null) {
            scope.requireThisThread();
            scope.leave(this);
        }
        free(Origin.caller());
    }

    /** Type and shape: {@code FLOAT32[32, 28, 28, 1]}. Not the numbers. */
    @Override
    public String toString() {
        return handle == null ? describe() + ", closed at " + closedAt : describe();
    }

    /** The native tensor, if this one is open. */
    org.bytedeco.pytorch.Tensor handle() {
        org.bytedeco.pytorch.Tensor open = handle;
        if (open == null) {
            throw new TensorException("the tensor " + describe() + " was closed at " + closedAt
                    + "; keep it from its scope with scope.keep(tensor) if it is needed longer");
        }
        return open;
    }

    void free(Origin origin) {
        org.bytedeco.pytorch.Tensor open = Objects.requireNonNull(handle);
        shape();
        dtype();
        handle = null;
        owner = null;
        closedAt = origin;
        open.deallocate();
    }

    @Nullable
    TensorScope owner() {
        return owner;
    }

    int place() {
        return place;
    }

    void belongsTo(@Nullable TensorScope scope, int placeThere) {
        owner = scope;
        place = placeThere;
    }

    String describe() {
        return dtype() + "" + shape();
    }
}
