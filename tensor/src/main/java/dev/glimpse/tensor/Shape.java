package dev.glimpse.tensor;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The sizes of an array along its axes, outermost first.
 *
 * <p>Pictures follow Keras: height, width, channels. Whether the batch axis is included is said where a shape is used;
 * the shape of a sample leaves it out. Every size is at least 0, and the empty shape is that of a single number.
 */
public final class Shape {

    private static final Shape SCALAR = new Shape(new int[0]);

    private final int[] sizes;

    private Shape(int[] sizes) {
        this.sizes = sizes;
    }

    /** A shape with these sizes, outermost first. */
    public static Shape of(int... sizes) {
        if (sizes.length == 0) {
            return SCALAR;
        }
        for (int size : sizes) {
            if (size < 0) {
                throw new IllegalArgumentException("a size is 0 or more, got " + Arrays.toString(sizes));
            }
        }
        return new Shape(sizes.clone());
    }

    /** The shape of a single number. */
    public static Shape scalar() {
        return SCALAR;
    }

    /** The number of axes. */
    public int rank() {
        return sizes.length;
    }

    /** The size along an axis; a negative axis counts from the end, as in Keras. */
    public int size(int axis) {
        int index = axis < 0 ? axis + sizes.length : axis;
        if (index < 0 || index >= sizes.length) {
            throw new IndexOutOfBoundsException("axis " + axis + " of a shape with " + sizes.length + " axes: " + this);
        }
        return sizes[index];
    }

    /** How many numbers an array of this shape has. */
    public long count() {
        long count = 1;
        for (int size : sizes) {
            count = Math.multiplyExact(count, size);
        }
        return count;
    }

    /** This shape behind one more axis: a sample's shape becomes that of a batch. */
    public Shape prepend(int size) {
        int[] longer = new int[sizes.length + 1];
        longer[0] = size;
        System.arraycopy(sizes, 0, longer, 1, sizes.length);
        return of(longer);
    }

    /** This shape with one more axis at the end. */
    public Shape append(int size) {
        int[] longer = Arrays.copyOf(sizes, sizes.length + 1);
        longer[sizes.length] = size;
        return of(longer);
    }

    /** This shape without its first {@code axes} axes: a batch's shape becomes that of a sample. */
    public Shape drop(int axes) {
        return of(Arrays.copyOfRange(sizes, axes, sizes.length));
    }

    /** The sizes, outermost first; a copy. */
    public int[] toArray() {
        return sizes.clone();
    }

    /** The sizes as libtorch wants them; a copy. */
    public long[] toLongArray() {
        return IntStream.of(sizes).asLongStream().toArray();
    }

    /** The sizes, outermost first. */
    public List<Integer> toList() {
        return IntStream.of(sizes).boxed().toList();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Shape shape && Arrays.equals(sizes, shape.sizes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(sizes);
    }

    /** The sizes in brackets: {@code [28, 28, 1]}. */
    @Override
    public String toString() {
        return IntStream.of(sizes).mapToObj(Integer::toString).collect(Collectors.joining(", ", "[", "]"));
    }
}
