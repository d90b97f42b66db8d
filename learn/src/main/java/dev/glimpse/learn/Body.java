package dev.glimpse.learn;

/**
 * What was learnt, as nothing but numbers.
 *
 * <p>Whatever library learnt it: here it stands in plain arrays, is asked without that library, and is written to a file and
 * read back without a single name of a class.
 */
sealed interface Body permits Constant, Neighbours, Linear, Kernel, Trees {

    /** How many numbers it gives for a vector. */
    int outputs();

    /** The numbers for each vector: {@code [row][output]}. */
    float[][] answers(Rows rows);

    /** Writes all of it. */
    void write(Output out);

    /** The word that stands for it in files. */
    default String word() {
        return switch (this) {
            case Constant constant -> "constant";
            case Neighbours neighbours -> "neighbours";
            case Linear linear -> "linear";
            case Kernel kernel -> "kernel";
            case Trees trees -> "trees";
        };
    }

    /**
     * What {@link #write} wrote.
     *
     * <p>The words are a closed list: what is not on it is refused, and no word is ever taken for the name of a class.
     */
    static Body read(String word, Input in, int length, int outputs) {
        return switch (word) {
            case "constant" -> Constant.read(in, outputs);
            case "neighbours" -> Neighbours.read(in, length, outputs);
            case "linear" -> Linear.read(in, length, outputs);
            case "kernel" -> Kernel.read(in, length, outputs);
            case "trees" -> Trees.read(in, length, outputs);
            default ->
                throw in.damaged(
                        "'" + word + "' is no kind of model; there are constant, neighbours, linear, kernel and trees");
        };
    }
}
