package dev.glimpse.classifier.table;

/** What tells a number of each row. It holds native memory until it is closed. */
public interface Regressor extends AutoCloseable {

    /** The numbers of these rows; what {@link Examples#targets} says is not looked at. */
    float[] numbers(Examples rows);

    /** The mean of the squared distances from the true numbers. */
    default double meanSquaredError(Examples rows) {
        float[] told = numbers(rows);
        double sum = 0;
        for (int i = 0; i < told.length; i++) {
            double distance = (double) told[i] - rows.targets()[i];
            sum += distance * distance;
        }
        return sum / told.length;
    }

    @Override
    void close();
}
