package dev.glimpse.classifier.mend;

import java.util.List;
import java.util.OptionalInt;

/**
 * The moving of one file from one name to another that nobody has.
 *
 * @param number in its journal, from 0
 * @param from where it is
 * @param to where it will be
 * @param sha256 of the file
 * @param undoes the number of the transfer that this one takes back
 * @param makes folders that are made for it, in the place of {@code to}
 */
record Transfer(int number, Spot from, Spot to, String sha256, OptionalInt undoes, List<String> makes) {

    Transfer {
        makes = List.copyOf(makes);
    }
}
