package dev.glimpse.classifier.doctor.page;

import dev.glimpse.classifier.doctor.FindingKind;

/** What the page says of each kind of finding. */
final class Wording {

    private Wording() {}

    /** What several findings of a kind are called, as a title. */
    static String title(FindingKind kind) {
        String plural = kind.toString();
        return Character.toUpperCase(plural.charAt(0)) + plural.substring(1);
    }

    /** Why one should care, in a few words. */
    static String inShort(FindingKind kind) {
        return switch (kind) {
            case UNREADABLE -> "left out of training without a word";
            case TWO_LABELS -> "one of the labels is wrong";
            case ACROSS_SPLITS -> "a model is judged by what it knows by heart";
            case LABEL_SUSPECT -> "a model learns what is not so";
            case TOO_FEW -> "too little to learn from";
            case IMBALANCE -> "a model favours the larger label";
            case EXACT_COPIES, NEAR_COPIES -> "counts for more than it should";
            case LOOK_ALIKES -> "worth a look if they are in different splits";
            case DARK, LIGHT, LOW_INFORMATION, BLURRY -> "little to see on them";
            case ODD_ASPECT_RATIO -> "squeezed or cropped when they are resized";
            case ODD_SIZE -> "perhaps of another origin than the others";
            case GRAYSCALE -> "a model may take the missing colour for a sign";
        };
    }

    /** What to do about it, a sentence or two. */
    static String advice(FindingKind kind) {
        return switch (kind) {
            case UNREADABLE -> "These files are passed over. Set them aside, or get them anew.";
            case TWO_LABELS ->
                "The same picture stands under different labels, so at most one of them is right. Say which.";
            case ACROSS_SPLITS ->
                "The same picture is learnt from and judged by, so the result looks better than it is. Keep the one further "
                        + "from learning.";
            case LABEL_SUSPECT ->
                "To a model that learnt from the other pictures each of these looks more like another label than like the one "
                        + "it has. Beside it stand pictures of the label suggested and of the one given. Most suspicious first; "
                        + "some will be right as they are.";
            case TOO_FEW, IMBALANCE -> "More pictures help; leaving out pictures of the larger labels does, too.";
            case EXACT_COPIES -> "Equal down to the last pixel. One of each group is enough.";
            case NEAR_COPIES -> "One picture, encoded again or resized. One of each group is enough.";
            case LOOK_ALIKES ->
                "Alike in more than their encoding: in other colours, cropped, or taken a moment later. Nothing need be wrong with "
                        + "them.";
            case DARK -> "Even the brightest parts are dark.";
            case LIGHT -> "Even the darkest parts are bright.";
            case LOW_INFORMATION -> "Hardly any detail: nearly one colour.";
            case BLURRY -> "Hardly a sharp edge; a sharp thing before a soft background can be meant so.";
            case ODD_ASPECT_RATIO -> "Much wider than high, or much higher than wide.";
            case ODD_SIZE -> "Much larger or smaller than most pictures here.";
            case GRAYSCALE -> "Without colour, among pictures with colour.";
        };
    }
}
