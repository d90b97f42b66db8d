package dev.glimpse.image.feature;

/** Where numbers lie, and how far from one another: their mean and their standard deviation (divided by their count). */
record Spread(double mean, double deviation) {

    static Spread of(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        double mean = sum / values.length;
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
        return new Spread(mean, Math.sqrt(squares / values.length));
    }
}
