package dev.glimpse.tensor;

/**
 * How a window slides over a picture: how far from place to place, over how much padding, how far spread.
 *
 * @param strideHeight how many rows the window moves down
 * @param strideWidth how many columns the window moves to the right
 * @param top rows of padding above
 * @param bottom rows of padding below
 * @param left columns of padding before
 * @param right columns of padding behind
 * @param dilationHeight how many rows apart the window's rows are, 1 being next to each other
 * @param dilationWidth how many columns apart the window's columns are
 */
public record Slide(
        int strideHeight,
        int strideWidth,
        int top,
        int bottom,
        int left,
        int right,
        int dilationHeight,
        int dilationWidth) {

    private static final Slide EVERYWHERE = by(1, 1);

    public Slide {
        if (strideHeight < 1 || strideWidth < 1 || dilationHeight < 1 || dilationWidth < 1) {
            throw new TensorException("strides and dilations are 1 or more, got strides " + strideHeight + " and "
                    + strideWidth + ", dilations " + dilationHeight + " and " + dilationWidth);
        }
        if (top < 0 || bottom < 0 || left < 0 || right < 0) {
            throw new TensorException("padding is 0 or more, got " + top + ", " + bottom + ", " + left + ", " + right);
        }
    }

    /** To every place, without padding. */
    public static Slide everywhere() {
        return EVERYWHERE;
    }

    /** This many rows down and columns to the right, without padding. */
    public static Slide by(int height, int width) {
        return new Slide(height, width, 0, 0, 0, 0, 1, 1);
    }

    /** The same over padding. */
    public Slide padding(int newTop, int newBottom, int newLeft, int newRight) {
        return new Slide(
                strideHeight, strideWidth, newTop, newBottom, newLeft, newRight, dilationHeight, dilationWidth);
    }

    /** The same with a window spread this far. */
    public Slide dilation(int height, int width) {
        return new Slide(strideHeight, strideWidth, top, bottom, left, right, height, width);
    }

    boolean isSymmetric() {
        return top == bottom && left == right;
    }

    long[] stride() {
        return new long[] {strideHeight, strideWidth};
    }

    long[] symmetricPadding() {
        return new long[] {top, left};
    }

    long[] dilation() {
        return new long[] {dilationHeight, dilationWidth};
    }

    /** What libtorch adds around a picture of batch, height, width and channels: the last axis first. */
    long[] paddingLastAxisFirst() {
        return new long[] {0, 0, left, right, top, bottom};
    }

    Slide withoutPadding() {
        return padding(0, 0, 0, 0);
    }
}
