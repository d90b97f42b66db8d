package dev.glimpse.classifier;

import dev.glimpse.data.Dataset;
import dev.glimpse.data.Limit;
import dev.glimpse.data.item.Item;
import dev.glimpse.data.item.Split;
import dev.glimpse.zoo.Backbone;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * Finds the best backbone whose vectors of all pictures can be had in time, by beginning with the best and watching how fast it
 * is; where none is fast enough, one looks at a part of the pictures.
 */
final class Scouting {

    /** Multiplications a second of a slow machine: what takes several times too long by this is not even begun. */
    private static final double SLOW = 8e9;

    private static final double HOPELESS = 3;

    /** Of a network that costs a tenth less is left, because pictures have to be decoded for any. */
    private static final double DECODING_SHARE = 0.2;

    /** With fewer of the pictures a smaller network does better. */
    private static final double LEAST_PART = 0.5;

    private final Auto auto;
    private final Dataset dataset;
    private final Training training;
    private final TimeBudget time;
    private final double share;

    /**
     * A search.
     *
     * @param share the part of the time that vectors may take
     */
    Scouting(Auto auto, Dataset dataset, Training training, TimeBudget time, double share) {
        this.auto = auto;
        this.dataset = dataset;
        this.training = training;
        this.time = time;
        this.share = share;
    }

    /**
     * Pictures whose vectors are known.
     *
     * @param backbone what made them
     * @param dataset the pictures: all, or a part of those to learn from and to choose by, and all to judge by
     * @param vectors of these
     * @param secondsEach how long each took, or would have taken had it not been known
     */
    record Found(Backbone backbone, Dataset dataset, Vectors vectors, double secondsEach) {}

    /** The vectors, of the best backbone for which there is time; none if there is time for none, or it was asked to stop. */
    Optional<Found> find() {
        OptionalDouble secondsEach = OptionalDouble.empty();
        long measured = 1;
        List<BackboneOffer> left = new ArrayList<>(auto.backbones());
        while (!left.isEmpty() && !training.stopWhen().getAsBoolean()) {
            BackboneOffer offer = next(left, secondsEach, measured);
            left.remove(offer);
            boolean isLast = left.isEmpty();
            Pace pace = new Pace();
            Backbone backbone = offer.backbone();
            double allowed = time.leftOf(share);
            Optional<Vectors> vectors = look(backbone, dataset, pace, allowed);
            if (vectors.isPresent()) {
                return Optional.of(new Found(backbone, dataset, vectors.get(), pace.secondsEach()));
            }
            if (training.stopWhen().getAsBoolean()) {
                return Optional.empty();
            }
            secondsEach = OptionalDouble.of(pace.secondsEach());
            measured = offer.multiplyAdds();
            double each = pace.secondsEach();
            training.tell(new TeachingEvent.Remark(String.format(
                    Locale.ROOT,
                    "%s at %s would take %.0f s for %,d pictures, and there are %.0f s for that: something smaller is tried",
                    offer.word(),
                    words(offer),
                    each * dataset.size(),
                    dataset.size(),
                    Math.max(0, allowed))));
            left.removeIf(other -> other.multiplyAdds() >= offer.multiplyAdds());
            if (isLast || left.isEmpty()) {
                return part(offer, backbone, each);
            }
            double fastest = left.stream()
                    .mapToDouble(other -> scaled(each, offer.multiplyAdds(), other))
                    .min()
                    .orElse(each);
            if (fastest * dataset.size() > time.leftOf(share)) {
                return partOfBest(left, offer, each);
            }
        }
        return Optional.empty();
    }

    /** The first that is expected to be fast enough, or the cheapest. */
    private BackboneOffer next(List<BackboneOffer> left, OptionalDouble secondsEach, long measured) {
        double allowed = time.leftOf(share);
        return left.stream()
                .filter(offer -> secondsEach.isPresent()
                        ? scaled(secondsEach.getAsDouble(), measured, offer) * dataset.size() <= allowed
                        : offer.multiplyAdds() / SLOW * dataset.size() <= HOPELESS * allowed)
                .findFirst()
                .orElseGet(() -> left.stream()
                        .min(Comparator.comparingLong(BackboneOffer::multiplyAdds))
                        .orElseThrow());
    }

    private static double scaled(double secondsEach, long measured, BackboneOffer other) {
        double ratio = (double) other.multiplyAdds() / Math.max(1, measured);
        return secondsEach * Math.max(DECODING_SHARE, ratio);
    }

    /** None is fast enough for all: the best one that is for most, or else the cheapest. */
    private Optional<Found> partOfBest(List<BackboneOffer> left, BackboneOffer measured, double secondsEach) {
        double allowed = time.leftOf(share);
        BackboneOffer chosen = left.stream()
                .filter(offer ->
                        scaled(secondsEach, measured.multiplyAdds(), offer) * dataset.size() * LEAST_PART <= allowed)
                .findFirst()
                .orElseGet(left::getLast);
        return part(chosen, chosen.backbone(), scaled(secondsEach, measured.multiplyAdds(), chosen));
    }

    private Optional<Found> part(BackboneOffer offer, Backbone backbone, double secondsEach) {
        int judged = dataset.size(Split.TEST);
        int others = dataset.size() - judged;
        double part = Math.min(1, (time.leftOf(share) / secondsEach - judged) / Math.max(1, others));
        if (part * others < 2.0 * dataset.labels().size()) {
            training.tell(new TeachingEvent.Remark(
                    "There is no time for " + offer.word() + " to look at the pictures: give a larger budget"));
            return Optional.empty();
        }
        Dataset chosen = partOf(part);
        training.tell(new TeachingEvent.Remark(String.format(
                Locale.ROOT,
                "%s at %s looks at %,d of the %,d pictures: there is no time for more",
                offer.word(),
                words(offer),
                chosen.size(),
                dataset.size())));
        Pace pace = new Pace();
        return look(backbone, chosen, pace, time.left())
                .map(vectors -> new Found(backbone, chosen, vectors, pace.secondsEach()));
    }

    /** A part of the pictures, with all that the classifier will be judged by. */
    private Dataset partOf(double part) {
        Set<Long> kept = new HashSet<>();
        dataset.where(item -> !isJudged(item))
                .limited(new Limit.Share(part))
                .items()
                .forEach(item -> kept.add(item.key()));
        return dataset.where(item -> isJudged(item) || kept.contains(item.key()));
    }

    private static boolean isJudged(Item item) {
        return item.split().filter(Split.TEST::equals).isPresent();
    }

    /** The vectors, unless they turn out to take longer than is allowed. */
    private Optional<Vectors> look(Backbone backbone, Dataset pictures, Pace pace, double allowed) {
        Training attempt = training.attempt(
                () -> false, () -> (pace.isMeasured() && pace.projected() > allowed) || time.left() < 0);
        attempt.watch(pace::at);
        return Vectors.of(pictures, backbone, auto.fit(), attempt);
    }

    private static String words(BackboneOffer offer) {
        return offer.size().height() + "x" + offer.size().width();
    }
}
