package dev.glimpse.classifier.doctor;

import dev.glimpse.data.Parallel;
import java.util.ArrayList;
import java.util.List;

/**
 * The pairs of pictures whose perceptual hashes are close.
 *
 * <p>Every two are compared, which takes seconds for a hundred thousand. Of each picture at most {@value #MOST} later ones are
 * kept, the closest, so that a dataset of one picture over and over needs no more memory than another; its groups stay whole.
 */
final class HashSearch {

    private static final int MOST = 16;
    private static final int TOGETHER = 512;

    private final Looks looks;
    private final int[] pictures;
    private final long[] hashes;
    private final List<ClosePair> found = new ArrayList<>();

    private HashSearch(Looks looks, int[] pictures) {
        this.looks = looks;
        this.pictures = pictures;
        this.hashes = new long[pictures.length];
        for (int i = 0; i < hashes.length; i++) {
            hashes[i] = looks.hash(pictures[i]);
        }
    }

    /** The pairs among these pictures, given in order, whose hashes differ in at most so many bits. */
    static List<ClosePair> pairs(Looks looks, int[] pictures, int bits) {
        HashSearch search = new HashSearch(looks, pictures);
        Parallel.forEach(
                Math.ceilDiv(pictures.length, TOGETHER),
                Runtime.getRuntime().availableProcessors(),
                piece -> search.search(piece * TOGETHER, bits));
        search.found.sort(ClosePair.CLOSEST_FIRST);
        return search.found;
    }

    private void search(int from, int bits) {
        List<ClosePair> here = new ArrayList<>();
        for (int first = from; first < Math.min(hashes.length, from + TOGETHER); first++) {
            List<ClosePair> ofOne = new ArrayList<>();
            int reach = bits;
            for (int second = first + 1; second < hashes.length; second++) {
                if (Long.bitCount(hashes[first] ^ hashes[second]) <= reach) {
                    ofOne.add(ClosePair.of(looks, pictures[first], pictures[second]));
                    reach = narrowed(ofOne, reach);
                }
            }
            here.addAll(ofOne);
        }
        synchronized (this) {
            found.addAll(here);
        }
    }

    /** Drops the one that is farthest if there are too many; from then on only closer ones are of interest. */
    private static int narrowed(List<ClosePair> ofOne, int reach) {
        if (ofOne.size() <= MOST) {
            return reach;
        }
        ofOne.sort(ClosePair.CLOSEST_FIRST);
        ofOne.removeLast();
        return ofOne.getLast().hashDistance();
    }
}
