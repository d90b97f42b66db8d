package dev.glimpse.classifier.doctor;

import dev.glimpse.data.item.Split;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Pictures that are the same one.
 *
 * <p>Of those with equal pixels a group of near ones has the first alone, so that nothing is said twice; their exact copies are
 * a group of their own.
 *
 * @param pictures two or more, in the order of the dataset
 * @param likeness in what way they are the same
 */
public record CopyGroup(List<CheckedPicture> pictures, Likeness likeness) {

    public CopyGroup {
        pictures = List.copyOf(pictures);
        if (pictures.size() < 2) {
            throw new IllegalArgumentException("a group of copies has two pictures or more, got " + pictures.size());
        }
    }

    /** The labels under which they stand, each once, in order. */
    public List<String> labels() {
        return pictures.stream().map(CheckedPicture::label).distinct().sorted().toList();
    }

    /** The splits in which they stand. */
    public Set<Split> splits() {
        Set<Split> splits = EnumSet.noneOf(Split.class);
        pictures.forEach(picture -> picture.split().ifPresent(splits::add));
        return splits;
    }
}
