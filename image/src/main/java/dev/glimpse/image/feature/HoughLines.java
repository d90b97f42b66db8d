package dev.glimpse.image.feature;

import dev.glimpse.image.Picture;
import dev.glimpse.image.opencv.Matrices;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar4i;
import org.bytedeco.opencv.opencv_imgproc.Vec4iVector;

/**
 * How many straight lines a picture has, how long they are, and which way they run.
 *
 * <p>Edges are those of OpenCV's {@code Canny} on the gray picture (thresholds 100 and 200), lines the segments that its
 * {@code HoughLinesP} finds in them (steps of a pixel and a degree, 30 votes, at least an eighth of the picture's longer
 * side long, gaps of up to 4 pixels). The numbers, in this order:
 *
 * <ol>
 *   <li>the share of pixels that are edges
 *   <li>segments per ten thousand pixels
 *   <li>the length of all segments, in diagonals of the picture
 *   <li>their mean length, in diagonals
 *   <li>that of the longest, in diagonals
 *   <li>and on: the share of the length that runs each way, in {@code bins} equal parts of 180 degrees; the first part is
 *       centred on level, the next one is turned counter-clockwise, as seen
 * </ol>
 *
 * <p>5 + bins numbers; all but the first are 0 if there is no line.
 *
 * @param bins directions that are told apart, 2 to 36
 * @param side what the longer side of the picture is shrunk to first, 16 to 4096 pixels
 * @see <a href="https://doi.org/10.1006/cviu.1999.0831">Matas, Galambos and Kittler, Robust detection of lines using the
 *     progressive probabilistic Hough transform, 2000</a>
 */
public record HoughLines(int bins, int side) implements DirectFeature {

    private static final HoughLines STANDARD = new HoughLines(12, Analysed.USUAL_SIDE);
    private static final int STATISTICS = 5;
    private static final int VOTES = 30;
    private static final int GAP = 4;

    public HoughLines {
        FeatureText.require(bins >= 2 && bins <= 36, "hough", "bins", "2 to 36", bins);
        Analysed.requireSide("hough", side);
    }

    /** A segment between two pixels of the picture as it was analysed. */
    record Segment(int x1, int y1, int x2, int y2) {

        double length() {
            return Math.hypot(x2 - x1, y2 - y1);
        }

        /** Counter-clockwise from level, 0 to less than 180 degrees. */
        double angle() {
            double angle = Math.toDegrees(Math.atan2(y1 - y2, x2 - x1));
            return angle < 0 ? angle + 180 : angle >= 180 ? angle - 180 : angle;
        }
    }

    /** What was found in a picture. */
    record Found(double edges, List<Segment> segments) {}

    /** Twelve directions: 17 numbers. */
    public static HoughLines standard() {
        return STANDARD;
    }

    /** With this many directions. */
    public HoughLines bins(int bins) {
        return new HoughLines(bins, side);
    }

    static HoughLines read(FeatureText text) {
        return new HoughLines(text.number("bins", STANDARD.bins), text.number("side", STANDARD.side));
    }

    @Override
    public int length() {
        return STATISTICS + bins;
    }

    @Override
    public String word() {
        return "hough";
    }

    @Override
    public String text() {
        return FeatureText.write(word(), "bins", bins, STANDARD.bins, "side", side, STANDARD.side);
    }

    @Override
    public float[] describe(Picture picture) {
        Picture seen = Analysed.atMost(side, picture);
        Found found = find(seen);
        float[] vector = new float[length()];
        vector[0] = (float) found.edges;
        double sum = found.segments.stream().mapToDouble(Segment::length).sum();
        if (sum == 0) {
            return vector;
        }
        double diagonal = Math.hypot(seen.height(), seen.width());
        vector[1] = 10_000f * found.segments.size() / (seen.height() * seen.width());
        vector[2] = (float) (sum / diagonal);
        vector[3] = (float) (sum / found.segments.size() / diagonal);
        vector[4] = (float)
                (found.segments.stream().mapToDouble(Segment::length).max().orElseThrow() / diagonal);
        for (Segment segment : found.segments) {
            int bin = (int) Math.floor(segment.angle() / 180 * bins + 0.5) % bins;
            vector[STATISTICS + bin] += (float) (segment.length() / sum);
        }
        return vector;
    }

    static Found find(Picture picture) {
        return Matrices.scoped(() -> {
            Mat edges = new Mat();
            opencv_imgproc.Canny(Matrices.of(picture.gray()), edges, 100, 200);
            double share = (double) opencv_core.countNonZero(edges) / edges.total();
            Vec4iVector lines = new Vec4iVector();
            double shortest = Math.max(picture.height(), picture.width()) / 8.0;
            opencv_imgproc.HoughLinesP(edges, lines, 1, Math.PI / 180, VOTES, shortest, GAP);
            List<Segment> segments = new ArrayList<>();
            for (long i = 0; i < lines.size(); i++) {
                Scalar4i line = lines.get(i);
                segments.add(new Segment(line.get(0), line.get(1), line.get(2), line.get(3)));
            }
            return new Found(share, segments);
        });
    }
}
