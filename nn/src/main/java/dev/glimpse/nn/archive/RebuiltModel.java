package dev.glimpse.nn.archive;

import dev.glimpse.nn.archive.Turning.Order;
import dev.glimpse.nn.layer.Architecture;
import java.util.List;

/**
 * An architecture from a file, and what became of pictures with their channels first.
 *
 * <p>Its weights have the shapes that they have in the file.
 *
 * @param takes the order of each input's axes
 * @param gives the order of each output's axes
 */
record RebuiltModel(Architecture architecture, List<Order> takes, List<Order> gives) {

    RebuiltModel {
        takes = List.copyOf(takes);
        gives = List.copyOf(gives);
    }

    RebuiltModel with(Architecture changed) {
        return new RebuiltModel(changed, takes, gives);
    }
}
