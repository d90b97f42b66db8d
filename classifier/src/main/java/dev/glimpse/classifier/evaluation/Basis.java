package dev.glimpse.classifier.evaluation;

/**
 * The pictures an evaluation rests on, and whether the model had seen them before.
 *
 * @param description the pictures in words that complete "measured on …", such as {@code the test split of flowers}
 * @param acquaintance whether the model was trained on these pictures
 */
public record Basis(String description, Acquaintance acquaintance) {

    /** Whether a model has met the pictures that it is judged by. */
    public enum Acquaintance {
        /** Kept out of training: the numbers say what to expect of new pictures. */
        HELD_OUT,
        /** Used to choose the model, as validation pictures are: the numbers are a little too good. */
        CHOSEN_BY,
        /** Trained on: the numbers say how well the model remembers. */
        TRAINED_ON,
        /** Nobody recorded it. */
        UNKNOWN
    }

    /** Pictures that were kept out of training and of every choice made in it. */
    public static Basis heldOut(String description) {
        return new Basis(description, Acquaintance.HELD_OUT);
    }

    /** Pictures that the model was not trained on, but by which its best epoch was chosen. */
    public static Basis chosenBy(String description) {
        return new Basis(description, Acquaintance.CHOSEN_BY);
    }

    /** Pictures that the model was trained on. */
    public static Basis trainedOn(String description) {
        return new Basis(description, Acquaintance.TRAINED_ON);
    }

    /** Pictures of which nothing is known. */
    public static Basis unknown(String description) {
        return new Basis(description, Acquaintance.UNKNOWN);
    }

    /** One sentence for the reader of a report about what the pictures allow to conclude. */
    public String caution() {
        return switch (acquaintance) {
            case HELD_OUT -> "The model was not trained on these pictures.";
            case CHOSEN_BY -> "The best epoch was chosen by these pictures, so the numbers are a little too good.";
            case TRAINED_ON ->
                "The model was trained on these pictures: the numbers say how well it remembers, "
                        + "not how it does on new ones.";
            case UNKNOWN -> "Whether the model was trained on these pictures is not recorded.";
        };
    }
}
