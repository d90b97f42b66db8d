package dev.glimpse.nn.layer;

/**
 * What stands beyond the border of a picture that is turned, moved or padded.
 *
 * @param mode how it is made
 * @param value of {@link FillMode#CONSTANT}
 */
public record Fill(FillMode mode, double value) {

    static final Fill REFLECT = new Fill(FillMode.REFLECT, 0);

    public Fill {
        Require.finite("fill", "value", value);
    }

    /** One value. */
    public static Fill of(double value) {
        return new Fill(FillMode.CONSTANT, value);
    }
}
