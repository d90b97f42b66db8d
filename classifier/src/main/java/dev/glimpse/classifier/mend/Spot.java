package dev.glimpse.classifier.mend;

/**
 * A place for a file: in the dataset or in the folder beside it, and there a name with '/' between folders.
 *
 * @param place which of the two folders
 * @param name within it
 */
record Spot(Place place, String name) {

    /** The folders between which files are moved. */
    enum Place {
        DATASET("dataset"),
        SET_ASIDE("set-aside");

        private final String word;

        Place(String word) {
            this.word = word;
        }

        /** What journals call it. */
        String word() {
            return word;
        }
    }
}
