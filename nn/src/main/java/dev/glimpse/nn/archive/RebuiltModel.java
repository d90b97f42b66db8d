package dev.glimpse.nn.archive;

import dev.glimpse.nn.archive.Turning.Order;
import dev.glimpse.nn.layer.Architecture;
import java.util.List;
import java.util.Set;

/**
 * An architecture from a file, and what became of pictures with their channels first.
 *
 * @param takes the order of each input's axes
 * @param gives the order of each output's axes
 * @param turned the layers, by path, that had (channels, height, width) in the file and have (height, width, channels)
 *     now: their weights of that shape are to be turned as well
 */
record RebuiltModel(Architecture architecture, List<Order> takes, List<Order> gives, Set<String> turned) {

    RebuiltModel {
        takes = List.copyOf(takes);
        gives = List.copyOf(gives);
        turned = Set.copyOf(turned);
    }

    RebuiltModel with(Architecture changed) {
        return new RebuiltModel(changed, takes, gives, turned);
    }
}
