package dev.glimpse.zoo.weights;

import dev.glimpse.data.fetch.Checksum;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A file with weights of a known network.
 *
 * @param network the word of the network
 * @param top whether it has the layers that tell classes apart
 * @param size height and width of the pictures that it was taught with
 * @param name what it is called, the same at home and in mirrors
 * @param folder where it lies below the folder that its publisher keeps all in, such as {@code vgg16/}; may be empty
 * @param address where its publisher has it
 * @param checksum as published; without one, what was fetched first is what it has to stay
 * @param bytes how long it is, as far as is known; to be told, not to be checked by
 */
public record WeightsFile(
        String network,
        Top top,
        int size,
        String name,
        String folder,
        URI address,
        Optional<Checksum> checksum,
        OptionalLong bytes) {

    /** Where it may lie below the folder of a mirror, in the order in which to look: flat, or as its publisher has it. */
    public List<String> places() {
        return folder.isEmpty() ? List.of(name) : List.of(name, folder + name);
    }
}
