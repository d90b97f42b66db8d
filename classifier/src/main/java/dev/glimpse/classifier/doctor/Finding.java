package dev.glimpse.classifier.doctor;

import dev.glimpse.image.quality.Check;

/** One thing in a dataset that its owner should look at. */
public sealed interface Finding {

    /** What kind of thing it is. */
    FindingKind kind();

    /**
     * A file that stands among the pictures and is no readable one.
     *
     * @param name its path within the dataset
     * @param reason why, in a few words
     */
    record UnreadableFile(String name, String reason) implements Finding {

        @Override
        public FindingKind kind() {
            return FindingKind.UNREADABLE;
        }
    }

    /** One picture, exactly or nearly, under two labels or more: at most one of them is right. */
    record TwoLabels(CopyGroup group) implements Finding {

        @Override
        public FindingKind kind() {
            return FindingKind.TWO_LABELS;
        }
    }

    /** One picture, exactly or nearly, in more than one split: a model is judged by what it has learnt by heart. */
    record AcrossSplits(CopyGroup group) implements Finding {

        @Override
        public FindingKind kind() {
            return FindingKind.ACROSS_SPLITS;
        }
    }

    /**
     * A picture whose label is probably wrong, by confident learning.
     *
     * @param picture with the label that it has
     * @param suggested the label that it more likely shows
     * @param certainty how probable the suggested label is, 0 to 1, told by pictures other than itself
     * @param givenProbability how probable the label is that it has
     * @param evidence how much speaks for the suggested label
     * @param rank 1 for the one that is most suspicious
     */
    record LabelSuspect(
            CheckedPicture picture,
            String suggested,
            double certainty,
            double givenProbability,
            Evidence evidence,
            int rank)
            implements Finding {

        @Override
        public FindingKind kind() {
            return FindingKind.LABEL_SUSPECT;
        }
    }

    /**
     * A label with too few pictures.
     *
     * @param pictures how many it has
     * @param wanted how many it should have at least
     */
    record TooFew(String label, int pictures, int wanted) implements Finding {

        @Override
        public FindingKind kind() {
            return FindingKind.TOO_FEW;
        }
    }

    /**
     * A label with far fewer pictures than the largest one.
     *
     * @param pictures how many it has
     * @param largest the label that has most
     * @param largestPictures how many that one has
     */
    record Imbalance(String label, int pictures, String largest, int largestPictures) implements Finding {

        @Override
        public FindingKind kind() {
            return FindingKind.IMBALANCE;
        }
    }

    /** Pictures with equal pixels. Those of them under two labels or in two splits are findings of those kinds as well. */
    record ExactCopies(CopyGroup group) implements Finding {

        @Override
        public FindingKind kind() {
            return FindingKind.EXACT_COPIES;
        }
    }

    /**
     * One picture encoded again or resized. Those of them under two labels or in two splits are findings of those kinds as
     * well.
     */
    record NearCopies(CopyGroup group) implements Finding {

        @Override
        public FindingKind kind() {
            return FindingKind.NEAR_COPIES;
        }
    }

    /**
     * Pictures that differ in more than their encoding and size and look alike: in other colours, cropped, or taken a moment
     * later. Nothing need be wrong with them; in two splits they make a model look better than it is.
     */
    record LookAlikes(CopyGroup group) implements Finding {

        @Override
        public FindingKind kind() {
            return FindingKind.LOOK_ALIKES;
        }
    }

    /**
     * A picture that is bad by itself.
     *
     * @param check what it fails
     * @param score from 0, bad, to 1
     * @param threshold what the score should have reached
     */
    record PoorPicture(CheckedPicture picture, Check check, double score, double threshold) implements Finding {

        @Override
        public FindingKind kind() {
            return FindingKind.of(check);
        }
    }

    /**
     * A picture that is much larger or smaller than the others.
     *
     * @param height in pixels
     * @param width in pixels
     * @param score from 0 to 1, 1 for the size in the middle of what is usual
     * @param threshold what the score should have reached
     */
    record OddSize(CheckedPicture picture, int height, int width, double score, double threshold) implements Finding {

        @Override
        public FindingKind kind() {
            return FindingKind.ODD_SIZE;
        }
    }
}
