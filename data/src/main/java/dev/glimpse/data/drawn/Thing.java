package dev.glimpse.data.drawn;

import java.util.Locale;

/** A thing that can be drawn. */
public enum Thing {
    /** A hull with a mast and a sail. */
    BOAT,
    /** A cup from the side, with a handle. */
    CUP,
    /** A fish from the side, with tail, fin and eye. */
    FISH,
    /** A house with a gabled roof, a door and a window. */
    HOUSE,
    /** A star with five points. */
    STAR,
    /** A tree: a trunk under a round crown. */
    TREE;

    /** The thing's name as a label: {@code boat}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
