package dev.glimpse.classifier.doctor;

import dev.glimpse.data.Dataset;
import dev.glimpse.data.item.DataException;
import dev.glimpse.data.item.Item;
import dev.glimpse.data.item.Split;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The pictures of a dataset as findings name them, by their numbers, with the splits that they have or would get. */
final class Roll {

    private final Dataset dataset;
    private final Dataset split;
    private final int[] places;
    private final List<String> remarks;

    private Roll(Dataset dataset, Dataset split, int[] places, List<String> remarks) {
        this.dataset = dataset;
        this.split = split;
        this.places = places;
        this.remarks = remarks;
    }

    static Roll of(Dataset dataset, Looks looks) {
        Dataset sound = dataset.where(item -> looks.isSound(item.index()));
        int[] places = new int[dataset.size()];
        int place = 0;
        for (int number : looks.sound()) {
            places[number] = place++;
        }
        try {
            Dataset split = sound.split();
            return new Roll(dataset, split, places, split.remarks());
        } catch (DataException e) {
            return new Roll(dataset, sound, places, List.of(String.valueOf(e.getMessage())));
        }
    }

    /** What came up when the splits were made. */
    List<String> remarks() {
        return remarks;
    }

    /** A sound picture by its number. A split that was set by hand is told as it is, even where training would change it. */
    CheckedPicture picture(int number) {
        Item item = dataset.item(number);
        Optional<Split> byHand = item.split();
        return new CheckedPicture(
                number,
                item.name(),
                dataset.labels().get(item.label()),
                byHand.isPresent() ? byHand : split.item(places[number]).split(),
                item.hash());
    }

    /** These pictures, which are the same in a way. */
    CopyGroup group(int[] numbers, Likeness likeness) {
        return new CopyGroup(Arrays.stream(numbers).mapToObj(this::picture).toList(), likeness);
    }

    /** Whether the files of these pictures are equal. */
    boolean haveSameFile(int[] numbers) {
        return Arrays.stream(numbers)
                        .mapToObj(number -> dataset.item(number).hash())
                        .distinct()
                        .count()
                == 1;
    }
}
