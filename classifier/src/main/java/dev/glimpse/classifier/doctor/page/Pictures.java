package dev.glimpse.classifier.doctor.page;

import dev.glimpse.classifier.doctor.CheckedPicture;
import dev.glimpse.classifier.doctor.Diagnosis;
import dev.glimpse.classifier.doctor.Finding;
import dev.glimpse.classifier.page.Html;
import dev.glimpse.classifier.page.Photo;
import dev.glimpse.data.Dataset;
import dev.glimpse.data.item.DataException;
import dev.glimpse.data.item.Item;
import dev.glimpse.image.ImageException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;

/** The pictures of a dataset as the page shows them. */
final class Pictures {

    /** About twice the width at which a card shows a picture, for screens with fine pixels. */
    private static final int USUAL = 288;

    private static final int SMALL = 128;

    /** How many pictures stand for a label. */
    private static final int TYPICAL = 3;

    private final Dataset dataset;
    private final Map<Integer, List<Item>> typical = new HashMap<>();
    private final Map<Integer, Optional<byte[]>> small = new HashMap<>();

    Pictures(Diagnosis diagnosis, Dataset dataset) {
        this.dataset = dataset;
        chooseTypical(diagnosis);
    }

    /** Those of a label with which nothing is wrong; which of them, their hashes decide, so that it is always the same. */
    private void chooseTypical(Diagnosis diagnosis) {
        Set<Integer> strange = new HashSet<>();
        for (Finding finding : diagnosis.findings()) {
            switch (finding) {
                case Finding.LabelSuspect suspect ->
                    strange.add(suspect.picture().index());
                case Finding.PoorPicture poor -> strange.add(poor.picture().index());
                case Finding.OddSize odd -> strange.add(odd.picture().index());
                case Finding.TwoLabels two -> two.group().pictures().forEach(picture -> strange.add(picture.index()));
                case Finding.UnreadableFile _,
                        Finding.AcrossSplits _,
                        Finding.TooFew _,
                        Finding.Imbalance _,
                        Finding.ExactCopies _,
                        Finding.NearCopies _,
                        Finding.LookAlikes _ -> {}
            }
        }
        Map<Integer, PriorityQueue<Item>> first = new HashMap<>();
        Comparator<Item> byHash = Comparator.comparing(Item::hash);
        dataset.items().filter(item -> !strange.contains(item.index())).forEach(item -> {
            PriorityQueue<Item> queue =
                    first.computeIfAbsent(item.label(), _ -> new PriorityQueue<>(byHash.reversed()));
            queue.add(item);
            if (queue.size() > TYPICAL) {
                queue.remove();
            }
        });
        first.forEach((label, items) -> {
            List<Item> sorted = new ArrayList<>(items);
            sorted.sort(byHash);
            typical.put(label, sorted);
        });
    }

    /** A picture that was found, in the size of a card. */
    Html of(CheckedPicture picture) {
        return Photo.of(bytes(picture.index(), USUAL), picture.name() + ", labelled " + picture.label());
    }

    /** A few pictures of a label, small. */
    List<Html> typical(String label) {
        List<Html> photos = new ArrayList<>();
        for (Item item : typical.getOrDefault(dataset.labels().indexOf(label), List.of())) {
            Optional<byte[]> bytes = small.computeIfAbsent(item.index(), index -> bytes(index, SMALL));
            photos.add(Photo.of(bytes, "another picture labelled " + label));
        }
        return photos;
    }

    private Optional<byte[]> bytes(int index, int longest) {
        try {
            return Optional.of(Photo.shrunk(dataset.picture(dataset.item(index)), longest));
        } catch (ImageException | DataException _) {
            // The file has changed since it was checked; the page does without.
            return Optional.empty();
        }
    }
}
