package dev.glimpse.classifier.evaluation;

import java.util.Optional;

/** Where a report finds small pictures of the items it shows. */
@FunctionalInterface
public interface Thumbnails {

    /**
     * The bytes of a small PNG or JPEG of the item, at best 160 to 320 pixels wide; empty if there is none.
     *
     * @param item the name that the picture was evaluated under
     */
    Optional<byte[]> of(String item);

    /** No pictures at all. */
    static Thumbnails none() {
        return _ -> Optional.empty();
    }
}
