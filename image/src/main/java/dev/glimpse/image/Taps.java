package dev.glimpse.image;

/**
 * For each new row (or column) the old ones that it is made of, and their weights in fixed point.
 *
 * <p>These are the numbers of Pillow's {@code Resample.c}: the filter is stretched by the scale when shrinking, cut at the
 * edges, and normalised so that weights sum to one; a box is single precision, as there.
 *
 * @param first the first old row of each new one
 * @param count how many old rows there are to each new one
 * @param weights those of new row {@code i} begin at {@code i * stride}
 * @param stride room for the longest
 * @param overshoots whether there are negative weights, so that a sum may lie beyond black or white
 */
record Taps(int[] first, int[] count, int[] weights, int stride, boolean overshoots) {

    /** Weights are whole numbers of 2 to the power of minus this: 8 bits of value and 2 for overshoot are left. */
    static final int PRECISION = 22;

    /** What makes a difference: the old size, the part of it that is used, the new size and the filter. */
    record Key(int oldSize, float from, float to, int newSize, Resize.Filter filter) {}

    static Taps of(Key key) {
        double scale = (double) (key.to - key.from) / key.newSize;
        double stretch = Math.max(scale, 1.0);
        double support = support(key.filter) * stretch;
        int stride = (int) Math.ceil(support) * 2 + 1;
        int[] first = new int[key.newSize];
        int[] count = new int[key.newSize];
        int[] weights = new int[Math.multiplyExact(key.newSize, stride)];
        double[] exact = new double[stride];
        for (int i = 0; i < key.newSize; i++) {
            double center = key.from + (i + 0.5) * scale;
            int low = Math.max((int) (center - support + 0.5), 0);
            int high = Math.min((int) (center + support + 0.5), key.oldSize);
            double sum = 0;
            for (int j = 0; j < high - low; j++) {
                exact[j] = weight(key.filter, (j + low - center + 0.5) * (1.0 / stretch));
                sum += exact[j];
            }
            for (int j = 0; j < high - low; j++) {
                double normal = sum == 0 ? exact[j] : exact[j] / sum;
                weights[i * stride + j] = (int) (normal * (1 << PRECISION) + (normal < 0 ? -0.5 : 0.5));
            }
            first[i] = low;
            count[i] = high - low;
        }
        boolean overshoots = key.filter == Resize.Filter.BICUBIC || key.filter == Resize.Filter.LANCZOS;
        return new Taps(first, count, weights, stride, overshoots);
    }

    /** Old rows before this one are not needed. */
    int begin() {
        return first[0];
    }

    /** Old rows from this one on are not needed. */
    int end() {
        return first[first.length - 1] + count[count.length - 1];
    }

    private static double support(Resize.Filter filter) {
        return switch (filter) {
            case NEAREST -> throw new IllegalArgumentException("the nearest pixel has no weights");
            case BOX -> 0.5;
            case BILINEAR -> 1;
            case BICUBIC -> 2;
            case LANCZOS -> 3;
        };
    }

    private static double weight(Resize.Filter filter, double x) {
        double distance = Math.abs(x);
        return switch (filter) {
            case NEAREST -> 0;
            case BOX -> x > -0.5 && x <= 0.5 ? 1 : 0;
            case BILINEAR -> Math.max(1 - distance, 0);
            case BICUBIC -> cubic(distance);
            case LANCZOS -> x >= -3 && x < 3 ? sinc(x) * sinc(x / 3) : 0;
        };
    }

    private static double cubic(double x) {
        double a = -0.5;
        if (x < 1) {
            return ((a + 2) * x - (a + 3)) * x * x + 1;
        }
        return x < 2 ? (((x - 5) * x + 8) * x - 4) * a : 0;
    }

    private static double sinc(double x) {
        return x == 0 ? 1 : Math.sin(x * Math.PI) / (x * Math.PI);
    }
}
