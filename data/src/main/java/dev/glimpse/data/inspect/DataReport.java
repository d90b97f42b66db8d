package dev.glimpse.data.inspect;

import dev.glimpse.data.item.Split;
import dev.glimpse.data.item.Unreadable;
import java.util.List;
import java.util.Map;

/**
 * What a dataset holds.
 *
 * @param location where it lies
 * @param pictures how many readable pictures there are
 * @param classes each class with its counts, in the order of the labels
 * @param widths the widths of the pictures
 * @param heights the heights of the pictures
 * @param formats how many pictures there are of each format, by its name
 * @param gray how many of the pictures have no colour channels
 * @param unreadableCount how many files are no readable pictures
 * @param unreadable the first thousand of these
 * @param copies how many pictures are one too many, because another has the same pixels
 * @param duplicates pictures that have the same pixels; the first thousand such groups
 * @param problems what keeps a model from being trained on it, a sentence each
 * @param remarks what its owner should know, a sentence each
 */
public record DataReport(
        String location,
        int pictures,
        List<ClassCount> classes,
        Range widths,
        Range heights,
        Map<String, Integer> formats,
        int gray,
        int unreadableCount,
        List<Unreadable> unreadable,
        int copies,
        List<Duplicate> duplicates,
        List<String> problems,
        List<String> remarks) {

    public DataReport {
        classes = List.copyOf(classes);
        formats = Map.copyOf(formats);
        unreadable = List.copyOf(unreadable);
        duplicates = List.copyOf(duplicates);
        problems = List.copyOf(problems);
        remarks = List.copyOf(remarks);
    }

    /**
     * How many pictures a class has.
     *
     * @param splits how many in each split; nothing while there are no splits
     */
    public record ClassCount(String label, int pictures, Map<Split, Integer> splits) {

        public ClassCount {
            splits = Map.copyOf(splits);
        }
    }

    /** The smallest, the middle and the largest of some lengths in pixels. */
    public record Range(int smallest, int median, int largest) {}

    /**
     * Pictures with the same pixels.
     *
     * @param names their paths
     * @param labels their different labels, in order; more than one is a contradiction
     * @param sameFile whether the files are equal too, byte by byte
     */
    public record Duplicate(List<String> names, List<String> labels, boolean sameFile) {

        public Duplicate {
            names = List.copyOf(names);
            labels = List.copyOf(labels);
        }

        /** Whether one picture stands under two labels. */
        public boolean isContradiction() {
            return labels.size() > 1;
        }
    }

    /** The pictures that stand under two labels. */
    public List<Duplicate> contradictions() {
        return duplicates.stream().filter(Duplicate::isContradiction).toList();
    }

    /** This report as lines for a terminal. */
    public String text() {
        return ReportText.of(this);
    }
}
