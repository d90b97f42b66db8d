package dev.glimpse.image.feature;

import dev.glimpse.image.ImageException;
import dev.glimpse.image.Picture;
import dev.glimpse.image.opencv.Matrices;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.bytedeco.opencv.opencv_core.KeyPointVector;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_features2d.Feature2D;
import org.bytedeco.opencv.opencv_features2d.SIFT;
import org.bytedeco.opencv.opencv_xfeatures2d.SURF;

/**
 * What describes single places of a picture, with OpenCV's numbers.
 *
 * <p>How many places there are depends on the picture, so that this alone is no vector of a picture; {@link VisualWords}
 * makes one of it.
 */
public enum LocalFeature {
    /**
     * The scale-invariant feature transform at the key points it finds, the 500 strongest: 128 numbers each.
     *
     * @see <a href="https://doi.org/10.1023/B:VISI.0000029664.99615.94">Lowe, Distinctive image features from
     *     scale-invariant keypoints, 2004</a>
     */
    SIFT("sift", 128),
    /**
     * SIFT's numbers on a grid of places 8 pixels apart, all upright, each of a window of 48 pixels: 128 numbers each.
     *
     * @see <a href="https://doi.org/10.1109/CVPR.2005.16">Fei-Fei and Perona, A Bayesian hierarchical model for learning
     *     natural scene categories, CVPR 2005</a>
     */
    DENSE_SIFT("dense-sift", 128),
    /**
     * Speeded-up robust features at the key points it finds (Hessian of at least 100), the 500 strongest: 64 numbers each.
     *
     * <p>It lies in OpenCV's non-free part, because it was patented: see docs/features.md.
     *
     * @see <a href="https://doi.org/10.1016/j.cviu.2007.09.014">Bay, Ess, Tuytelaars and Van Gool, Speeded-up robust
     *     features, 2008</a>
     */
    SURF("surf", 64);

    private static final int STRONGEST = 500;
    private static final int GRID_STEP = 8;
    private static final double SURF_HESSIAN = 100;

    /** On pictures of fewer pixels a side the detectors have no scale to look at. */
    private static final int LEAST_SIDE = 16;

    private final String word;
    private final int length;

    LocalFeature(String word, int length) {
        this.word = word;
        this.length = length;
    }

    /** The word for it: {@code sift}. */
    public String word() {
        return word;
    }

    /** How many numbers describe a place. */
    public int length() {
        return length;
    }

    /**
     * The places of a picture in its own size, the most pronounced first; none if a side has fewer than 16 pixels.
     *
     * @throws ImageException if OpenCV, or the part of it that is asked for, cannot be loaded on this machine
     */
    public LocalDescriptors of(Picture picture) {
        if (Math.min(picture.height(), picture.width()) < LEAST_SIDE) {
            return new LocalDescriptors(picture.height(), picture.width(), List.of(), length, new float[0]);
        }
        return Matrices.scoped(() -> {
            Mat gray = Matrices.of(picture.gray());
            Mat found = new Mat();
            KeyPointVector places = new KeyPointVector();
            switch (this) {
                case SIFT ->
                    org.bytedeco
                            .opencv
                            .opencv_features2d
                            .SIFT
                            .create(STRONGEST, 3, 0.04, 10, 1.6, false)
                            .detectAndCompute(gray, new Mat(), places, found);
                case DENSE_SIFT -> {
                    places = grid(picture);
                    org.bytedeco.opencv.opencv_features2d.SIFT.create().compute(gray, places, found);
                }
                case SURF -> {
                    Feature2D surf = surf();
                    surf.detect(gray, places);
                    places = strongest(places);
                    surf.compute(gray, places, found);
                }
            }
            return new LocalDescriptors(
                    picture.height(), picture.width(), points(places), length, Matrices.floats(found));
        });
    }

    private static Feature2D surf() {
        try {
            return org.bytedeco.opencv.opencv_xfeatures2d.SURF.create(SURF_HESSIAN, 4, 3, false, false);
        } catch (RuntimeException e) {
            throw new ImageException(
                    "surf is not in the OpenCV of this machine, which was built without its non-free part: take sift",
                    e);
        }
    }

    private static KeyPointVector grid(Picture picture) {
        KeyPointVector places = new KeyPointVector();
        for (int y = GRID_STEP / 2; y < picture.height(); y += GRID_STEP) {
            for (int x = GRID_STEP / 2; x < picture.width(); x += GRID_STEP) {
                places.push_back(toNative(new KeyPoint(x, y, GRID_STEP, 0, 0)));
            }
        }
        return places;
    }

    private static KeyPointVector strongest(KeyPointVector places) {
        List<KeyPoint> sorted = new ArrayList<>(points(places));
        if (sorted.size() <= STRONGEST) {
            return places;
        }
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < sorted.size(); i++) {
            order.add(i);
        }
        order.sort(Comparator.comparingDouble(i -> -sorted.get(i).response()));
        KeyPointVector kept = new KeyPointVector();
        for (int i : order.subList(0, STRONGEST)) {
            kept.push_back(places.get(i));
        }
        return kept;
    }

    private static org.bytedeco.opencv.opencv_core.KeyPoint toNative(KeyPoint point) {
        return new org.bytedeco.opencv.opencv_core.KeyPoint(
                point.x(), point.y(), point.size(), point.angle(), point.response(), 0, -1);
    }

    private static List<KeyPoint> points(KeyPointVector places) {
        List<KeyPoint> points = new ArrayList<>();
        for (long i = 0; i < places.size(); i++) {
            org.bytedeco.opencv.opencv_core.KeyPoint at = places.get(i);
            points.add(new KeyPoint(at.pt().x(), at.pt().y(), at.size(), at.angle(), at.response()));
        }
        return points;
    }
}
