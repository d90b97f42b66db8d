package dev.glimpse.classifier.mend;

import java.nio.file.Path;
import java.util.List;

/**
 * What carrying out a plan, or taking it back, has done; or would do.
 *
 * @param dataset whose pictures they are
 * @param setAside the folder beside it
 * @param moves what was moved, in order
 * @param before how many steps had been done before; taking back has none
 * @param left what could not be taken back and why, a line each; carrying out leaves nothing, it fails
 */
public record MendOutcome(Path dataset, Path setAside, List<Move> moves, int before, List<String> left) {

    public MendOutcome {
        moves = List.copyOf(moves);
        left = List.copyOf(left);
    }

    /**
     * A file that was moved, or would be.
     *
     * @param from its name before
     * @param to its name since; what is set aside begins with the folder's name
     */
    public record Move(String from, String to) {}
}
