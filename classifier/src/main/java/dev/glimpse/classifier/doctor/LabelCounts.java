package dev.glimpse.classifier.doctor;

import dev.glimpse.classifier.doctor.Finding.Imbalance;
import dev.glimpse.classifier.doctor.Finding.TooFew;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** What the numbers of pictures that labels have say. */
final class LabelCounts {

    /** With fewer, validation and test get one picture each at best, and their shares are no measure of anything. */
    static final int WANTED = 10;

    /** A label with less than this part of the largest one's pictures is learnt late and guessed seldom. */
    static final double LEAST_PART = 0.2;

    private LabelCounts() {}

    /** Labels with fewer than {@value #WANTED} pictures, those with fewest first. */
    static List<Finding> tooFew(Map<String, Integer> labels) {
        List<TooFew> found = new ArrayList<>();
        labels.forEach((label, pictures) -> {
            if (pictures < WANTED) {
                found.add(new TooFew(label, pictures, WANTED));
            }
        });
        found.sort(Comparator.comparingInt(TooFew::pictures).thenComparing(TooFew::label));
        return List.copyOf(found);
    }

    /** Labels with less than a fifth of the pictures of the largest, those with fewest first. */
    static List<Finding> imbalance(Map<String, Integer> labels) {
        List<Imbalance> found = new ArrayList<>();
        labels.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .ifPresent(largest -> labels.forEach((label, pictures) -> {
                    if (pictures < LEAST_PART * largest.getValue()) {
                        found.add(new Imbalance(label, pictures, largest.getKey(), largest.getValue()));
                    }
                }));
        found.sort(Comparator.comparingInt(Imbalance::pictures).thenComparing(Imbalance::label));
        return List.copyOf(found);
    }
}
