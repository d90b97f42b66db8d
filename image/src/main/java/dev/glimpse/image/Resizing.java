package dev.glimpse.image;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;

/** Carries a {@link Resize} out: columns first, then rows, rounded to bytes in between, as Pillow does. */
final class Resizing {

    /**
     * Where a picture goes: a part of it becomes a part of the result.
     *
     * @param left, top, right, bottom the part of the old picture, whose edges may lie within pixels
     * @param width the width it gets
     * @param height the height it gets
     * @param x the column of the result where it begins
     * @param y the row of the result where it begins
     */
    record Placement(float left, float top, float right, float bottom, int width, int height, int x, int y) {

        static Placement of(int oldHeight, int oldWidth, Resize resize) {
            return switch (resize.fit()) {
                case SQUASH -> new Placement(0, 0, oldWidth, oldHeight, resize.width(), resize.height(), 0, 0);
                case CENTER_CROP -> crop(oldHeight, oldWidth, resize);
                case LETTERBOX -> letterbox(oldHeight, oldWidth, resize);
            };
        }

        private static Placement crop(int oldHeight, int oldWidth, Resize resize) {
            double wanted = (double) resize.width() / resize.height();
            double given = (double) oldWidth / oldHeight;
            double width = given > wanted ? wanted * oldHeight : oldWidth;
            double height = given < wanted ? oldWidth / wanted : oldHeight;
            double left = (oldWidth - width) * 0.5;
            double top = (oldHeight - height) * 0.5;
            return new Placement(
                    (float) left,
                    (float) top,
                    (float) (left + width),
                    (float) (top + height),
                    resize.width(),
                    resize.height(),
                    0,
                    0);
        }

        private static Placement letterbox(int oldHeight, int oldWidth, Resize resize) {
            double wanted = (double) resize.width() / resize.height();
            double given = (double) oldWidth / oldHeight;
            int width = resize.width();
            int height = resize.height();
            if (given > wanted) {
                height = Math.max(1, (int) Math.rint((double) oldHeight / oldWidth * resize.width()));
            } else if (given < wanted) {
                width = Math.max(1, (int) Math.rint((double) oldWidth / oldHeight * resize.height()));
            }
            int x = (int) Math.rint((resize.width() - width) * 0.5);
            int y = (int) Math.rint((resize.height() - height) * 0.5);
            return new Placement(0, 0, oldWidth, oldHeight, width, height, x, y);
        }

        /** The same place on a picture that was made smaller by this divisor, from its left or its right on. */
        Placement reduced(int divisor, float missingLeft, float missingTop) {
            return new Placement(
                    left / divisor + missingLeft,
                    top / divisor + missingTop,
                    right / divisor + missingLeft,
                    bottom / divisor + missingTop,
                    width,
                    height,
                    x,
                    y);
        }

        boolean keepsColumns(int oldWidth) {
            return width == oldWidth && left == 0 && right == width;
        }

        boolean keepsRows(int oldHeight) {
            return height == oldHeight && top == 0 && bottom == height;
        }
    }

    private Resizing() {}

    static Picture resize(Picture picture, Resize resize) {
        if (picture.height() == resize.height() && picture.width() == resize.width()) {
            return picture;
        }
        try (Scratch scratch = Scratch.take()) {
            return resize(Raster.of(picture, scratch.decoded), resize, scratch);
        }
    }

    /** The picture in {@code decoded}, resized by way of the two other blocks. */
    static Picture resize(Raster old, Resize resize, Scratch scratch) {
        return resize(old, Placement.of(old.height(), old.width(), resize), resize, scratch);
    }

    static Picture resize(Raster old, Placement placement, Resize resize, Scratch scratch) {
        Raster resized = resize.filter() == Resize.Filter.NEAREST
                ? nearest(old, placement, scratch)
                : filtered(old, placement, resize.filter(), scratch);
        if (resized.height() == resize.height() && resized.width() == resize.width()) {
            return resized.toPicture();
        }
        return framed(resized, placement, resize);
    }

    /** Columns are sampled first, then rows, and numbers are rounded to bytes in between: Pillow's order can be seen. */
    private static Raster filtered(Raster old, Placement at, Resize.Filter filter, Scratch scratch) {
        Taps across = scratch.sampler.taps(new Taps.Key(old.width(), at.left, at.right, at.width, filter));
        Taps down = scratch.sampler.taps(new Taps.Key(old.height(), at.top, at.bottom, at.height, filter));
        if (at.keepsRows(old.height())) {
            return at.keepsColumns(old.width()) ? old : columns(old, 0, old.height(), across, scratch);
        }
        if (at.keepsColumns(old.width())) {
            return rows(old, 0, 0, old.width(), down, scratch.second, scratch.sampler);
        }
        Raster narrowed = columns(old, down.begin(), down.end() - down.begin(), across, scratch);
        return rows(narrowed, down.begin(), 0, narrowed.width(), down, scratch.second, scratch.sampler);
    }

    /** Some rows of a picture with its columns sampled. */
    private static Raster columns(Raster old, int firstRow, int rows, Taps across, Scratch scratch) {
        int used = across.end() - across.begin();
        Raster turned = transposed(old, across.begin(), firstRow, used, rows, scratch.first);
        Raster sampled = rows(turned, across.begin(), 0, rows, across, scratch.second, scratch.sampler);
        return transposed(sampled, 0, 0, rows, sampled.height(), scratch.first);
    }

    /** Some columns of a picture, of which old row {@code firstRow} is the first, with its rows sampled. */
    private static Raster rows(
            Raster old, int firstRow, int firstColumn, int columns, Taps down, Block to, Sampler sampler) {
        int channels = old.channels();
        long stride = (long) old.width() * channels;
        Raster sampled = to.raster(down.first().length, columns, channels);
        var from = new Sampler.Rows(old.block().segment(), (long) firstColumn * channels - firstRow * stride, stride);
        sampler.rows(from, down, to.segment(), columns * channels);
        return sampled;
    }

    /** A part of a picture with rows and columns exchanged. */
    private static Raster transposed(Raster old, int x, int y, int width, int height, Block to) {
        Raster turned = to.raster(width, height, old.channels());
        try (Mat all = old.mat();
                Rect rect = new Rect(x, y, width, height);
                Mat part = new Mat(all, rect);
                Mat target = turned.mat()) {
            opencv_core.transpose(part, target);
        }
        return turned;
    }

    /** Steps are summed rather than multiplied, as Pillow's are, so that both round to the same pixel. */
    private static Raster nearest(Raster old, Placement at, Scratch scratch) {
        int channels = old.channels();
        int[] columns = steps(at.left, at.right, at.width, old.width());
        int[] rows = steps(at.top, at.bottom, at.height, old.height());
        Raster picked = scratch.first.raster(at.height, at.width, channels);
        MemorySegment from = old.block().segment();
        MemorySegment to = picked.block().segment();
        long write = 0;
        for (int row : rows) {
            long line = (long) row * old.width() * channels;
            for (int column : columns) {
                long read = line + (long) column * channels;
                for (int channel = 0; channel < channels; channel++) {
                    to.set(ValueLayout.JAVA_BYTE, write++, from.get(ValueLayout.JAVA_BYTE, read + channel));
                }
            }
        }
        return picked;
    }

    private static int[] steps(float from, float to, int count, int oldSize) {
        double step = (double) (to - from) / count;
        double place = from + step * 0.5;
        int[] steps = new int[count];
        for (int i = 0; i < count; i++) {
            steps[i] = Math.min((int) place, oldSize - 1);
            place += step;
        }
        return steps;
    }

    private static Picture framed(Raster inner, Placement at, Resize resize) {
        int channels = inner.channels();
        byte[] pixels = new byte[resize.height() * resize.width() * channels];
        int red = resize.border() >> 16 & 0xFF;
        int green = resize.border() >> 8 & 0xFF;
        int blue = resize.border() & 0xFF;
        if (channels == 1) {
            Arrays.fill(pixels, (byte) Picture.luma(red, green, blue));
        } else {
            for (int i = 0; i < pixels.length; i += 3) {
                pixels[i] = (byte) red;
                pixels[i + 1] = (byte) green;
                pixels[i + 2] = (byte) blue;
            }
        }
        int rowBytes = inner.width() * channels;
        for (int row = 0; row < inner.height(); row++) {
            MemorySegment.copy(
                    inner.block().segment(),
                    ValueLayout.JAVA_BYTE,
                    (long) row * rowBytes,
                    pixels,
                    ((row + at.y) * resize.width() + at.x) * channels,
                    rowBytes);
        }
        return Picture.adopt(resize.height(), resize.width(), channels, pixels);
    }
}
