package dev.glimpse.learn;

/** How near two vectors are to each other. */
public enum Likeness {
    /** By their distance, each number brought to mean 0 and deviation 1 first: for numbers that have nothing to do with each other. */
    DISTANCE("distance"),
    /** By the angle between them as they are: for what a network says of pictures, and for histograms. */
    ANGLE("angle");

    private final String word;

    Likeness(String word) {
        this.word = word;
    }

    /** The name in files and for people. */
    public String word() {
        return word;
    }

    /** What becomes of vectors before distances are taken, learnt from those that are known. */
    Scaling scaling(Rows known) {
        return switch (this) {
            case DISTANCE -> Scaling.of(known);
            case ANGLE -> Scaling.none(known.length());
        };
    }

    /** Vectors whose distances tell how near they are. */
    Rows prepared(Rows rows, Scaling scaling) {
        return switch (this) {
            case DISTANCE -> scaling.apply(rows);
            case ANGLE -> ofLengthOne(rows);
        };
    }

    private static Rows ofLengthOne(Rows rows) {
        int length = rows.length();
        float[] values = rows.values().clone();
        for (int start = 0; start < values.length; start += length) {
            double sum = 0;
            for (int i = start; i < start + length; i++) {
                sum += (double) values[i] * values[i];
            }
            double factor = sum == 0 ? 0 : 1 / Math.sqrt(sum);
            for (int i = start; i < start + length; i++) {
                values[i] = (float) (values[i] * factor);
            }
        }
        return new Rows(length, values);
    }
}
