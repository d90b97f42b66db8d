package dev.glimpse.classifier.doctor;

import dev.glimpse.image.quality.Check;
import java.util.Locale;

/** What kind of thing was found; what spoils most is first. */
public enum FindingKind {
    /** A file that is no readable picture. */
    UNREADABLE("files that cannot be read"),
    /** One picture under two labels. */
    TWO_LABELS("one picture under two labels"),
    /** One picture in two splits. */
    ACROSS_SPLITS("one picture on both sides of a split"),
    /** A picture whose label is probably wrong. */
    LABEL_SUSPECT("labels that are probably wrong"),
    /** A label with too few pictures to learn from. */
    TOO_FEW("labels with too few pictures"),
    /** A label with far fewer pictures than another. */
    IMBALANCE("labels with far fewer pictures than the largest"),
    /** Pictures with equal pixels. */
    EXACT_COPIES("exact copies"),
    /** One picture encoded again or resized. */
    NEAR_COPIES("near copies"),
    /** Pictures that differ in more than that and look alike: in other colours, cropped, or taken a moment later. */
    LOOK_ALIKES("pictures that look alike"),
    /** See {@link Check#DARK}. */
    DARK("dark pictures"),
    /** See {@link Check#LIGHT}. */
    LIGHT("light pictures"),
    /** See {@link Check#LOW_INFORMATION}. */
    LOW_INFORMATION("pictures with hardly any detail"),
    /** See {@link Check#BLURRY}. */
    BLURRY("blurry pictures"),
    /** See {@link Check#ODD_ASPECT_RATIO}. */
    ODD_ASPECT_RATIO("pictures of odd proportions"),
    /** Much larger or smaller than the others. */
    ODD_SIZE("pictures of an odd size"),
    /** See {@link Check#GRAYSCALE}. */
    GRAYSCALE("pictures without colour");

    private final String plural;

    FindingKind(String plural) {
        this.plural = plural;
    }

    /** The kind that stands for a check failed. */
    public static FindingKind of(Check check) {
        return switch (check) {
            case DARK -> DARK;
            case LIGHT -> LIGHT;
            case ODD_ASPECT_RATIO -> ODD_ASPECT_RATIO;
            case LOW_INFORMATION -> LOW_INFORMATION;
            case BLURRY -> BLURRY;
            case GRAYSCALE -> GRAYSCALE;
        };
    }

    /** What it is called in JSON and in plans: {@code label-suspect}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What several of them are called in reports: {@code dark pictures}. */
    @Override
    public String toString() {
        return plural;
    }
}
