package dev.glimpse.image.feature;

import java.util.List;

/**
 * The places of a picture that a {@link LocalFeature} looks at, with what it sees there.
 *
 * @param height of the picture they were found in
 * @param width of that picture
 * @param points the places
 * @param length numbers that describe a place
 * @param values {@code length} numbers for each place, one after the other
 */
public record LocalDescriptors(int height, int width, List<KeyPoint> points, int length, float[] values) {

    public LocalDescriptors {
        points = List.copyOf(points);
        if (values.length != points.size() * length) {
            throw new IllegalArgumentException(
                    points.size() + " points of " + length + " numbers are not " + values.length);
        }
    }

    /** How many places there are. */
    public int count() {
        return points.size();
    }
}
