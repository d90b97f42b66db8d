package dev.glimpse.image.feature;

import dev.glimpse.image.Picture;
import dev.glimpse.image.opencv.Matrices;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * How many corners a picture has, how pronounced they are, and where they stand.
 *
 * <p>The response of Harris's detector is that of OpenCV's {@code cornerHarris} on the gray picture from 0 to 1 (block 2,
 * aperture 3, k 0.04). A corner is a pixel whose response is the largest of the 3 x 3 around it, more than a hundredth of
 * the picture's largest one, and more than 1e-6. The numbers, in this order:
 *
 * <ol>
 *   <li>corners per thousand pixels
 *   <li>mean of log10(response) + 6 of the corners
 *   <li>the standard deviation of that
 *   <li>their mean place from the left, 0 to 1
 *   <li>their mean place from the top, 0 to 1
 *   <li>the standard deviation of the places from the left
 *   <li>the standard deviation of the places from the top
 *   <li>and on: the share of the corners in each of grid x grid parts of the picture, row by row
 * </ol>
 *
 * <p>7 + grid² numbers; all 0 if there is no corner.
 *
 * @param grid parts that a side of the picture is cut into, 1 to 16
 * @param side what the longer side of the picture is shrunk to first, 16 to 4096 pixels
 * @see <a href="https://doi.org/10.5244/C.2.23">Harris and Stephens, A combined corner and edge detector, 1988</a>
 */
public record HarrisCorners(int grid, int side) implements DirectFeature {

    private static final HarrisCorners STANDARD = new HarrisCorners(4, Analysed.USUAL_SIDE);
    private static final int STATISTICS = 7;
    private static final double QUALITY = 0.01;
    private static final double LEAST = 1e-6;

    public HarrisCorners {
        FeatureText.require(grid >= 1 && grid <= 16, "harris", "grid", "1 to 16", grid);
        Analysed.requireSide("harris", side);
    }

    /** One corner, in pixels of the picture as it was analysed. */
    record Corner(int x, int y, float response) {}

    /** 4 x 4 parts: 23 numbers. */
    public static HarrisCorners standard() {
        return STANDARD;
    }

    /** With the share of corners in each of grid x grid parts. */
    public HarrisCorners grid(int grid) {
        return new HarrisCorners(grid, side);
    }

    static HarrisCorners read(FeatureText text) {
        return new HarrisCorners(text.number("grid", STANDARD.grid), text.number("side", STANDARD.side));
    }

    @Override
    public int length() {
        return STATISTICS + grid * grid;
    }

    @Override
    public String word() {
        return "harris";
    }

    @Override
    public String text() {
        return FeatureText.write(word(), "grid", grid, STANDARD.grid, "side", side, STANDARD.side);
    }

    @Override
    public float[] describe(Picture picture) {
        Picture seen = Analysed.atMost(side, picture);
        List<Corner> corners = corners(seen);
        float[] vector = new float[length()];
        if (corners.isEmpty()) {
            return vector;
        }
        int height = seen.height();
        int width = seen.width();
        Spread strength = Spread.of(corners.stream()
                .mapToDouble(corner -> Math.log10(corner.response) + 6)
                .toArray());
        Spread across = Spread.of(
                corners.stream().mapToDouble(corner -> (corner.x + 0.5) / width).toArray());
        Spread down = Spread.of(corners.stream()
                .mapToDouble(corner -> (corner.y + 0.5) / height)
                .toArray());
        vector[0] = 1000f * corners.size() / (height * width);
        vector[1] = (float) strength.mean();
        vector[2] = (float) strength.deviation();
        vector[3] = (float) across.mean();
        vector[4] = (float) down.mean();
        vector[5] = (float) across.deviation();
        vector[6] = (float) down.deviation();
        for (Corner corner : corners) {
            int cell = corner.y * grid / height * grid + corner.x * grid / width;
            vector[STATISTICS + cell] += 1f / corners.size();
        }
        return vector;
    }

    /** The corners of a picture, row by row. */
    static List<Corner> corners(Picture picture) {
        int width = picture.width();
        return Matrices.scoped(() -> {
            Mat gray = new Mat();
            Matrices.of(picture.gray()).convertTo(gray, opencv_core.CV_32F, 1.0 / 255, 0);
            Mat response = new Mat();
            opencv_imgproc.cornerHarris(gray, response, 2, 3, 0.04);
            Mat largest = new Mat();
            opencv_imgproc.dilate(response, largest, new Mat());
            float[] here = Matrices.floats(response);
            float[] around = Matrices.floats(largest);
            float highest = 0;
            for (float value : here) {
                highest = Math.max(highest, value);
            }
            double least = Math.max(QUALITY * highest, LEAST);
            List<Corner> corners = new ArrayList<>();
            for (int i = 0; i < here.length; i++) {
                if (here[i] > least && here[i] == around[i]) {
                    corners.add(new Corner(i % width, i / width, here[i]));
                }
            }
            return corners;
        });
    }
}
