package dev.glimpse.classifier.mend;

import dev.glimpse.classifier.doctor.FindingKind;
import java.util.EnumSet;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * Which findings a plan acts upon; the others become steps that are off.
 *
 * <ul>
 *   <li>A file that cannot be read, and a picture that is bad by itself, is set aside.
 *   <li>Of copies one is kept and the others are set aside. Kept is one whose label most speaks for: each picture of the group whose
 *       label is no suspect speaks for its own, the others for the label suggested. Among these it is the one in the split
 *       furthest from learning, then the largest file, then the first by name. Of exact copies under several labels with as much
 *       to be said for one as for another none is chosen: those steps are off.
 *   <li>A label that is probably wrong, with strong evidence, becomes the one suggested.
 *   <li>Labels with too few pictures, and far fewer than others, are nothing that moving helps.
 * </ul>
 *
 * @param on the kinds whose steps are on
 * @param labelsFrom the certainty from which on labels are changed; nothing to change none
 */
public record PlanOptions(Set<FindingKind> on, OptionalDouble labelsFrom) {

    /** The kinds whose steps are on unless somebody says otherwise: those by which nothing is lost that could be learnt from. */
    public static final Set<FindingKind> USUALLY_ON =
            Set.of(FindingKind.UNREADABLE, FindingKind.TWO_LABELS, FindingKind.ACROSS_SPLITS, FindingKind.EXACT_COPIES);

    public PlanOptions {
        on = Set.copyOf(on);
        if (labelsFrom.isPresent() && !(labelsFrom.getAsDouble() >= 0 && labelsFrom.getAsDouble() <= 1)) {
            throw new IllegalArgumentException("a certainty is from 0 to 1, got " + labelsFrom.getAsDouble());
        }
    }

    /** Sets aside what cannot be read and exact copies; whether a blurry picture is a bad one takes eyes to say. */
    public static PlanOptions usual() {
        return new PlanOptions(USUALLY_ON, OptionalDouble.empty());
    }

    /** Acts upon these kinds and no others. */
    public PlanOptions on(Set<FindingKind> kinds) {
        return new PlanOptions(kinds, labelsFrom);
    }

    /** Acts upon another kind as well. */
    public PlanOptions with(FindingKind kind) {
        Set<FindingKind> more = EnumSet.of(kind);
        more.addAll(on);
        return new PlanOptions(more, labelsFrom);
    }

    /** Changes labels that are probably wrong, where the suggested one is at least that certain, 0 to 1. */
    public PlanOptions fixLabels(double certainty) {
        return new PlanOptions(on, OptionalDouble.of(certainty));
    }
}
