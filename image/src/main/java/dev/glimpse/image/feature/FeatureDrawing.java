package dev.glimpse.image.feature;

import dev.glimpse.image.Picture;
import dev.glimpse.image.Resize;
import dev.glimpse.image.opencv.Matrices;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Point;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Scalar;

/**
 * What features see in a picture, drawn on it: a panel for each, up to three beside one another.
 *
 * <p>HOG's cells show stars whose rays run along the edges, longer where there is more of them; key points are circles as
 * large as what was found, with a line the way they point; corners are dots, lines are lines; of colours there is a strip
 * that shows each with its share; local binary patterns are their numbers as gray.
 */
public final class FeatureDrawing {

    private static final int LONGER_SIDE = 480;
    private static final int TITLE = 28;
    private static final int GAP = 6;
    private static final int COLUMNS = 3;
    private static final int SMOOTH = opencv_imgproc.LINE_AA;

    private final Picture picture;
    private final int height;
    private final int width;

    private FeatureDrawing(Picture picture) {
        this.picture = picture;
        double scale = (double) LONGER_SIDE / Math.max(picture.height(), picture.width());
        this.height = Math.max(1, (int) Math.round(picture.height() * scale));
        this.width = Math.max(1, (int) Math.round(picture.width() * scale));
    }

    /** The panels of these features on a picture, each with its longer side 480 pixels long. */
    public static Picture of(Picture picture, Features features) {
        return new FeatureDrawing(picture).draw(features.list());
    }

    private Picture draw(List<Feature> features) {
        int columns = Math.min(COLUMNS, features.size());
        int rows = (features.size() + columns - 1) / columns;
        int panelWidth = Math.max(width, 200);
        return Matrices.scoped(() -> {
            Mat canvas = new Mat(
                    rows * (height + TITLE + GAP) + GAP,
                    columns * (panelWidth + GAP) + GAP,
                    opencv_core.CV_8UC3,
                    new Scalar(255, 255, 255, 0));
            for (int i = 0; i < features.size(); i++) {
                int x = GAP + i % columns * (panelWidth + GAP);
                int y = GAP + i / columns * (height + TITLE + GAP);
                title(canvas, features.get(i).text(), x, y + TITLE - 9);
                draw(new Mat(canvas, new Rect(x, y + TITLE, width, height)), features.get(i));
            }
            return Matrices.picture(canvas.clone());
        });
    }

    private static void title(Mat canvas, String text, int x, int y) {
        opencv_imgproc.putText(
                canvas,
                text,
                new Point(x, y),
                opencv_imgproc.FONT_HERSHEY_SIMPLEX,
                0.55,
                new Scalar(40, 40, 40, 0),
                1,
                SMOOTH,
                false);
    }

    private void draw(Mat panel, Feature feature) {
        switch (feature) {
            case Hog hog -> {
                show(panel, picture, 0.35);
                stars(panel, hog);
            }
            case LocalBinaryPatterns patterns -> codes(panel, patterns);
            case ColorHistogram colors -> {
                show(panel, picture, 1);
                strip(panel, colors);
            }
            case HarrisCorners harris -> {
                show(panel, picture, 0.7);
                corners(panel, Analysed.atMost(harris.side(), picture));
            }
            case HoughLines hough -> {
                show(panel, picture, 0.5);
                lines(panel, Analysed.atMost(hough.side(), picture));
            }
            case VisualWords words -> {
                show(panel, picture, 0.7);
                keyPoints(panel, words.look(picture));
            }
        }
    }

    /** Fills a panel with a picture, darkened to this share of its brightness. */
    private void show(Mat panel, Picture shown, double brightness) {
        Mat resized = Matrices.of(Resize.to(height, width).apply(shown.rgb()));
        resized.convertTo(resized, -1, brightness, 0);
        resized.copyTo(panel);
    }

    private void stars(Mat panel, Hog hog) {
        float[][][] cells = hog.byCell(hog.describe(picture));
        double down = (double) height / hog.cells();
        double across = (double) width / hog.cells();
        double reach = Math.min(down, across) / 2;
        float strongest = 0;
        for (float[][] row : cells) {
            for (float[] cell : row) {
                for (float value : cell) {
                    strongest = Math.max(strongest, value);
                }
            }
        }
        for (int row = 0; row < cells.length && strongest > 0; row++) {
            for (int column = 0; column < cells.length; column++) {
                for (int bin = 0; bin < hog.bins(); bin++) {
                    double ray = reach * cells[row][column][bin] / strongest;
                    if (ray < 1) {
                        continue;
                    }
                    // An edge runs across its gradient.
                    double angle = Math.PI * (bin + 0.5) / hog.bins() + Math.PI / 2;
                    double x = (column + 0.5) * across;
                    double y = (row + 0.5) * down;
                    double dx = ray * Math.cos(angle);
                    double dy = ray * Math.sin(angle);
                    line(panel, x - dx, y - dy, x + dx, y + dy, new Scalar(255, 230, 80, 0), 1);
                }
            }
        }
    }

    private void codes(Mat panel, LocalBinaryPatterns patterns) {
        Picture seen = Analysed.atMost(patterns.side(), picture).gray();
        int[] codes = patterns.codes(seen);
        byte[] pixels = new byte[codes.length];
        for (int i = 0; i < codes.length; i++) {
            pixels[i] = (byte) codes[i];
        }
        Picture shown = Picture.of(seen.height(), seen.width(), 1, pixels);
        Matrices.of(Resize.to(height, width)
                        .filter(Resize.Filter.NEAREST)
                        .apply(shown)
                        .rgb())
                .copyTo(panel);
    }

    private void strip(Mat panel, ColorHistogram colors) {
        float[] shares = colors.grid(1).describe(picture);
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < shares.length; i++) {
            order.add(i);
        }
        order.sort(Comparator.comparingDouble(bin -> -shares[bin]));
        int top = Math.max(0, height - Math.max(24, height / 8));
        double from = 0;
        for (int bin : order) {
            double to = from + shares[bin] * width;
            if ((int) to > (int) from) {
                opencv_imgproc.rectangle(
                        panel,
                        new Rect((int) from, top, (int) to - (int) from, height - top),
                        color(colors, bin),
                        opencv_imgproc.FILLED,
                        opencv_imgproc.LINE_8,
                        0);
            }
            from = to;
        }
    }

    /** The colour in the middle of a box of colour space. */
    private static Scalar color(ColorHistogram colors, int bin) {
        int bins = colors.bins();
        int row = bin / bins;
        int box = row / bins;
        double first = (box + 0.5) / bins;
        double second = (row % bins + 0.5) / bins;
        double third = (bin % bins + 0.5) / bins;
        return switch (colors.space()) {
            case RGB -> new Scalar(255 * first, 255 * second, 255 * third, 0);
            case HSV -> {
                Mat pixel = Matrices.of(Picture.of(1, 1, 3, new byte[] {
                    (byte) (int) (180 * first), (byte) (int) (255 * second), (byte) (int) (255 * third)
                }));
                opencv_imgproc.cvtColor(pixel, pixel, opencv_imgproc.COLOR_HSV2RGB);
                Picture rgb = Matrices.picture(pixel);
                yield new Scalar(rgb.at(0, 0, 0), rgb.at(0, 0, 1), rgb.at(0, 0, 2), 0);
            }
        };
    }

    private void corners(Mat panel, Picture seen) {
        double scale = (double) width / seen.width();
        for (HarrisCorners.Corner corner : HarrisCorners.corners(seen)) {
            circle(panel, (corner.x() + 0.5) * scale, (corner.y() + 0.5) * scale, 3, new Scalar(255, 60, 60, 0), -1);
        }
    }

    private void lines(Mat panel, Picture seen) {
        double scale = (double) width / seen.width();
        for (HoughLines.Segment segment : HoughLines.find(seen).segments()) {
            line(
                    panel,
                    (segment.x1() + 0.5) * scale,
                    (segment.y1() + 0.5) * scale,
                    (segment.x2() + 0.5) * scale,
                    (segment.y2() + 0.5) * scale,
                    new Scalar(90, 255, 90, 0),
                    2);
        }
    }

    private void keyPoints(Mat panel, LocalDescriptors seen) {
        double scale = (double) width / seen.width();
        for (KeyPoint point : seen.points()) {
            double x = (point.x() + 0.5) * scale;
            double y = (point.y() + 0.5) * scale;
            double radius = Math.max(2, point.size() / 2 * scale);
            double angle = Math.toRadians(point.angle());
            Scalar color = new Scalar(90, 230, 255, 0);
            circle(panel, x, y, radius, color, 1);
            line(panel, x, y, x + radius * Math.cos(angle), y + radius * Math.sin(angle), color, 1);
        }
    }

    private static void line(Mat panel, double x1, double y1, double x2, double y2, Scalar color, int thickness) {
        opencv_imgproc.line(panel, place(x1, y1), place(x2, y2), color, thickness, SMOOTH, 0);
    }

    private static void circle(Mat panel, double x, double y, double radius, Scalar color, int thickness) {
        opencv_imgproc.circle(panel, place(x, y), (int) Math.round(radius), color, thickness, SMOOTH, 0);
    }

    private static Point place(double x, double y) {
        return new Point((int) Math.round(x), (int) Math.round(y));
    }
}
