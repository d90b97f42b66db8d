package dev.glimpse.classifier;

import dev.glimpse.data.Dataset;
import dev.glimpse.data.item.Split;
import java.util.ArrayList;
import java.util.List;

/** Whether each class of a dataset has pictures to learn from. */
final class EnoughPictures {

    private EnoughPictures() {}

    /**
     * Checks that there are classes to tell apart, and pictures of each to learn from.
     *
     * @throws ClassifierException if not
     */
    static void require(Dataset dataset) {
        List<String> labels = dataset.labels();
        if (labels.size() < 2) {
            throw new ClassifierException("a classifier tells at least two classes apart, and " + dataset.location()
                    + " has " + (labels.isEmpty() ? "none" : "only " + labels.getFirst())
                    + ": add pictures of something else, in a folder of their own");
        }
        List<String> without = with(dataset, 0);
        if (!without.isEmpty()) {
            throw new ClassifierException("there are no pictures to learn from of " + OpenedModel.shortened(without)
                    + ": split the dataset so that each class has some, add pictures, or remove the class");
        }
    }

    /** What is to be said before anything is learnt, a line each. */
    static List<String> remarks(Dataset dataset) {
        List<String> remarks = new ArrayList<>();
        List<String> one = with(dataset, 1);
        if (!one.isEmpty()) {
            remarks.add(
                    "There is only 1 picture to learn from of " + OpenedModel.shortened(one)
                            + ": what else such a thing looks like can only be guessed. Add more if you can; 10 are a beginning.");
        }
        return remarks;
    }

    /** The classes with so many pictures to learn from. */
    private static List<String> with(Dataset dataset, int count) {
        int[] counts = dataset.counts(Split.TRAIN);
        List<String> found = new ArrayList<>();
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] == count) {
                found.add(dataset.labels().get(i));
            }
        }
        return found;
    }
}
