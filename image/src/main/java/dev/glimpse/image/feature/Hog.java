package dev.glimpse.image.feature;

import dev.glimpse.image.Picture;
import dev.glimpse.image.Resize;
import dev.glimpse.image.opencv.Matrices;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.opencv.opencv_core.Size;
import org.bytedeco.opencv.opencv_objdetect.HOGDescriptor;

/**
 * Histograms of oriented gradients: which way the edges run, place by place.
 *
 * <p>The picture is squashed to a square, cut into square cells, and each cell counts the directions of its gradients
 * (0 to 180 degrees), weighted by their strength. Blocks of 2 x 2 cells, one cell apart, are brought to length 1, cut at
 * 0.2, and brought to length 1 again. Of a colour picture the channel with the strongest gradient counts. Numbers are
 * those of OpenCV's {@code HOGDescriptor}: blocks from left to right, within a column of blocks from the top, the cells of
 * a block likewise, {@code bins} numbers a cell.
 *
 * <p>(size / cell - 1)² · 4 · bins numbers from 0 to 1.
 *
 * @param size the side of the square, a multiple of {@code cell}, at least two cells and at most 1024
 * @param cell the side of a cell in pixels, 2 to 256
 * @param bins directions that are told apart, 2 to 36
 * @see <a href="https://doi.org/10.1109/CVPR.2005.177">Dalal and Triggs, Histograms of oriented gradients for human
 *     detection, CVPR 2005</a>
 */
public record Hog(int size, int cell, int bins) implements DirectFeature {

    private static final Hog STANDARD = new Hog(128, 16, 9);

    public Hog {
        FeatureText.require(cell >= 2 && cell <= 256, "hog", "cell", "2 to 256 pixels", cell);
        FeatureText.require(
                size % cell == 0 && size >= 2 * cell && size <= 1024,
                "hog",
                "size",
                "a multiple of the cell (" + cell + "), at least two cells and at most 1024",
                size);
        FeatureText.require(bins >= 2 && bins <= 36, "hog", "bins", "2 to 36", bins);
    }

    /** A square of 128 pixels, cells of 16, 9 directions: 1,764 numbers. */
    public static Hog standard() {
        return STANDARD;
    }

    /** With pictures squashed to this size. */
    public Hog size(int size) {
        return new Hog(size, cell, bins);
    }

    /** With cells of this size. */
    public Hog cell(int cell) {
        return new Hog(size, cell, bins);
    }

    /** With this many directions. */
    public Hog bins(int bins) {
        return new Hog(size, cell, bins);
    }

    static Hog read(FeatureText text) {
        return new Hog(
                text.number("size", STANDARD.size),
                text.number("cell", STANDARD.cell),
                text.number("bins", STANDARD.bins));
    }

    /** Cells along a side. */
    int cells() {
        return size / cell;
    }

    @Override
    public int length() {
        return (cells() - 1) * (cells() - 1) * 4 * bins;
    }

    @Override
    public String word() {
        return "hog";
    }

    @Override
    public String text() {
        return FeatureText.write(
                word(), "size", size, STANDARD.size, "cell", cell, STANDARD.cell, "bins", bins, STANDARD.bins);
    }

    @Override
    public float[] describe(Picture picture) {
        Picture square = Resize.to(size, size).apply(picture);
        return Matrices.scoped(() -> {
            HOGDescriptor hog = new HOGDescriptor(
                    new Size(size, size),
                    new Size(2 * cell, 2 * cell),
                    new Size(cell, cell),
                    new Size(cell, cell),
                    bins);
            FloatPointer found = new FloatPointer();
            hog.compute(Matrices.of(square), found);
            float[] vector = new float[length()];
            found.get(vector);
            return vector;
        });
    }

    /**
     * The directions in each cell, as the blocks that it lies in see it on average.
     *
     * @return [row][column][bin]
     */
    float[][][] byCell(float[] vector) {
        int blocks = cells() - 1;
        float[][][] sums = new float[cells()][cells()][bins];
        for (int block = 0, at = 0; block < blocks * blocks; block++) {
            for (int within = 0; within < 4; within++) {
                float[] sum = sums[block % blocks + within % 2][block / blocks + within / 2];
                for (int bin = 0; bin < bins; bin++) {
                    sum[bin] += vector[at++];
                }
            }
        }
        for (int row = 0; row < cells(); row++) {
            for (int column = 0; column < cells(); column++) {
                int seen = (row == 0 || row == blocks ? 1 : 2) * (column == 0 || column == blocks ? 1 : 2);
                for (int bin = 0; bin < bins; bin++) {
                    sums[row][column][bin] /= seen;
                }
            }
        }
        return sums;
    }
}
