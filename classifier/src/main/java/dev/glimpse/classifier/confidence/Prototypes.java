package dev.glimpse.classifier.confidence;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * What the pictures of each class look like: a few directions in the space of their vectors, each the mean of a group of pictures
 * that are like each other.
 *
 * <p>A picture's distance is that to the nearest of them, as the cosine has it: 0 for the same direction, 1 for a right angle. The
 * groups of a class are found by k-means on the sphere (I. Dhillon, D. Modha, "Concept decompositions for large sparse text data
 * using clustering", Machine Learning 42, 2001).
 */
public final class Prototypes {

    private static final int ROUNDS = 12;
    private static final long SEED = 8;

    private final int length;
    private final float[] directions;

    private Prototypes(int length, float[] directions) {
        this.length = length;
        this.directions = directions;
    }

    /**
     * Those of some pictures.
     *
     * @param vectors those of each class, all of one length; at least one in all
     * @param each how many for a class at most; a class has no more than pictures
     */
    public static Prototypes of(List<List<float[]>> vectors, int each) {
        List<float[]> found = new ArrayList<>();
        for (List<float[]> ofClass : vectors) {
            found.addAll(grouped(ofClass.stream().map(Prototypes::direction).toList(), each));
        }
        int length = found.getFirst().length;
        float[] directions = new float[found.size() * length];
        for (int i = 0; i < found.size(); i++) {
            System.arraycopy(found.get(i), 0, directions, i * length, length);
        }
        return new Prototypes(length, rounded(directions));
    }

    /**
     * Those that {@link #text} wrote.
     *
     * @throws IllegalArgumentException if it is no such text
     */
    public static Prototypes ofText(int length, String text) {
        ShortBuffer halves = ByteBuffer.wrap(Base64.getDecoder().decode(text))
                .order(ByteOrder.LITTLE_ENDIAN)
                .asShortBuffer();
        if (length < 1 || halves.remaining() == 0 || halves.remaining() % length != 0) {
            throw new IllegalArgumentException(
                    "expected vectors of " + length + " numbers, got " + halves.remaining() + " numbers");
        }
        float[] directions = new float[halves.remaining()];
        for (int i = 0; i < directions.length; i++) {
            directions[i] = Float.float16ToFloat(halves.get(i));
            if (!Float.isFinite(directions[i])) {
                throw new IllegalArgumentException("expected numbers, got " + directions[i]);
            }
        }
        return new Prototypes(length, directions);
    }

    /** The directions as text: numbers of 16 bits, little-endian, in base 64. */
    public String text() {
        ByteBuffer halves = ByteBuffer.allocate(2 * directions.length).order(ByteOrder.LITTLE_ENDIAN);
        for (float number : directions) {
            halves.putShort(Float.floatToFloat16(number));
        }
        return Base64.getEncoder().encodeToString(halves.array());
    }

    /** How many numbers a vector has. */
    public int length() {
        return length;
    }

    /** How many directions there are, of all classes. */
    public int count() {
        return directions.length / length;
    }

    /** How far a vector is from the nearest direction, 0 to 2; 1 for a vector without a direction. */
    public double distance(float[] vector) {
        if (vector.length != length) {
            throw new IllegalArgumentException("expected a vector of " + length + " numbers, got " + vector.length);
        }
        float[] direction = direction(vector);
        double nearest = Double.POSITIVE_INFINITY;
        for (int start = 0; start < directions.length; start += length) {
            double distance = 1 - product(direction, directions, start);
            // Written so that what is no number stays none.
            nearest = distance >= nearest ? nearest : distance;
        }
        return nearest;
    }

    /** The means of groups that are like each other. */
    private static List<float[]> grouped(List<float[]> pictures, int most) {
        int groups = Math.min(most, pictures.size());
        if (groups == 0) {
            return List.of();
        }
        List<float[]> means = begun(pictures, groups);
        int[] group = new int[pictures.size()];
        for (int round = 0; round < ROUNDS; round++) {
            List<float[]> known = means;
            int[] nearest = pictures.stream()
                    .mapToInt(picture -> nearest(known, picture))
                    .toArray();
            if (round > 0 && Arrays.equals(nearest, group)) {
                break;
            }
            group = nearest;
            means = means(pictures, nearest, known);
        }
        return means;
    }

    /** Far apart and drawn by a fixed seed, so that the same pictures have the same prototypes (k-means++). */
    private static List<float[]> begun(List<float[]> pictures, int groups) {
        SplittableRandom random = new SplittableRandom(SEED);
        List<float[]> begun = new ArrayList<>(List.of(pictures.get(random.nextInt(pictures.size()))));
        double[] distances = new double[pictures.size()];
        Arrays.fill(distances, 2);
        while (begun.size() < groups) {
            double sum = 0;
            for (int i = 0; i < distances.length; i++) {
                double distance = Math.max(0, 1 - product(pictures.get(i), begun.getLast(), 0));
                distances[i] = Math.min(distances[i], distance);
                sum += distances[i];
            }
            double drawn = random.nextDouble() * sum;
            int chosen = 0;
            while (chosen < distances.length - 1 && drawn >= distances[chosen]) {
                drawn -= distances[chosen];
                chosen++;
            }
            begun.add(pictures.get(chosen));
        }
        return begun;
    }

    private static int nearest(List<float[]> means, float[] picture) {
        int best = 0;
        double most = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < means.size(); i++) {
            double product = product(picture, means.get(i), 0);
            if (product > most) {
                most = product;
                best = i;
            }
        }
        return best;
    }

    /** A group that lost all its pictures stays where it was. */
    private static List<float[]> means(List<float[]> pictures, int[] group, List<float[]> before) {
        return IntStream.range(0, before.size())
                .mapToObj(number -> {
                    float[] sum = new float[before.get(number).length];
                    int count = 0;
                    for (int i = 0; i < group.length; i++) {
                        if (group[i] == number) {
                            add(pictures.get(i), sum);
                            count++;
                        }
                    }
                    return count == 0 ? before.get(number) : direction(sum);
                })
                .toList();
    }

    private static void add(float[] numbers, float[] sum) {
        for (int i = 0; i < sum.length; i++) {
            sum[i] += numbers[i];
        }
    }

    private static float[] direction(float[] vector) {
        double square = 0;
        for (float number : vector) {
            square += (double) number * number;
        }
        double norm = Math.sqrt(square);
        float[] direction = new float[vector.length];
        for (int i = 0; i < direction.length; i++) {
            direction[i] = norm == 0 ? 0 : (float) (vector[i] / norm);
        }
        return direction;
    }

    private static double product(float[] direction, float[] directions, int start) {
        float product = 0;
        for (int i = 0; i < direction.length; i++) {
            product += direction[i] * directions[start + i];
        }
        return product;
    }

    /** As they will be once they were in a file, so that nothing changes by saving. */
    private static float[] rounded(float[] numbers) {
        float[] rounded = new float[numbers.length];
        for (int i = 0; i < numbers.length; i++) {
            rounded[i] = Float.float16ToFloat(Float.floatToFloat16(numbers[i]));
        }
        return rounded;
    }
}
