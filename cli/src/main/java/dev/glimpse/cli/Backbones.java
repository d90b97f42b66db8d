package dev.glimpse.cli;

import dev.glimpse.classifier.BackboneOffer;
import dev.glimpse.nn.layer.Size2;
import dev.glimpse.zoo.Backbone;
import dev.glimpse.zoo.Zoo;
import dev.glimpse.zoo.ZooException;
import dev.glimpse.zoo.architecture.KnownNetwork;
import dev.glimpse.zoo.weights.Top;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The pretrained networks that a command can use: those that are there, and one that is fetched where there are none. */
final class Backbones {

    /** Small, quick, and good enough for most photographs. */
    private static final String USUAL = "mobilenet_v2";

    /** What needs no weights from anywhere. */
    private static final String WITHOUT_WEIGHTS = "features+svm";

    private final Screen screen;
    private final Zoo zoo;

    Backbones(Screen screen) {
        this(screen, Zoo.ofUser());
    }

    Backbones(Screen screen, Zoo zoo) {
        this.screen = screen;
        this.zoo = zoo;
    }

    /**
     * The network of a name, for pictures of a size; it is fetched if it is not there.
     *
     * @throws ZooException if there is none of that name, or it cannot be had
     */
    Backbone named(String word, Optional<Size2> size) {
        KnownNetwork network = known(word);
        if (!zoo.atHand().contains(network)) {
            try {
                fetch(network, Patience.USUAL);
            } catch (ZooException none) {
                throw new ZooException(
                        none.getMessage() + ". Until then --recipe " + WITHOUT_WEIGHTS + " needs no weights", none);
            }
        }
        return zoo.backbone(network, size.orElse(Size2.square(network.usualSize())));
    }

    /**
     * The usual network, or the best that is there.
     *
     * @throws ZooException if there is none, and none can be fetched
     */
    Backbone usual(Optional<Size2> size) {
        List<KnownNetwork> there = zoo.atHand();
        KnownNetwork usual = known(USUAL);
        return there.isEmpty() || there.contains(usual)
                ? named(USUAL, size)
                : BackboneOffer.of(zoo, there, size).getFirst().backbone();
    }

    /** What is there to be chosen from, the best first; if nothing is there and nothing can be fetched, one line says so. */
    List<BackboneOffer> offers(Optional<String> word, Optional<Size2> size) {
        if (word.isPresent()) {
            KnownNetwork network = known(word.get());
            if (!zoo.atHand().contains(network)) {
                fetch(network, Patience.USUAL);
            }
            return BackboneOffer.of(zoo, List.of(network), size);
        }
        return isAny("a small network is taught from scratch; --recipe " + WITHOUT_WEIGHTS
                        + " needs none either, and often does better")
                ? BackboneOffer.of(zoo, zoo.atHand(), size)
                : List.of();
    }

    /**
     * The usual network, or the best that is there; if nothing is there and nothing can be fetched, one line says so.
     *
     * @param otherwise what is done without
     */
    Optional<Backbone> ifAny(String otherwise) {
        return isAny(otherwise) ? Optional.of(usual(Optional.empty())) : Optional.empty();
    }

    /** Whether there is any network, which may be fetched now; one line says why there is none, and what is done then. */
    private boolean isAny(String otherwise) {
        if (zoo.atHand().isEmpty()) {
            try {
                fetch(known(USUAL), Patience.SHORT);
            } catch (ZooException none) {
                screen.err().println(Failure.oneLine(none.getMessage() + ". Until then " + otherwise));
            }
        }
        return !zoo.atHand().isEmpty();
    }

    /** How long to wait for a server. */
    private enum Patience {
        /** As long as somebody waits who asked for just this. */
        USUAL,
        /** A few seconds: there is another way. */
        SHORT
    }

    private void fetch(KnownNetwork network, Patience patience) {
        PulledWeights.pull(
                screen,
                zoo,
                network,
                Top.WITHOUT,
                switch (patience) {
                    case USUAL -> usual -> usual;
                    case SHORT -> PulledWeights::briefly;
                });
    }

    private static KnownNetwork known(String word) {
        return KnownNetwork.named(word)
                .orElseThrow(() -> new ZooException("there is no pretrained network '" + word + "'; there are "
                        + KnownNetwork.all().stream().map(KnownNetwork::word).collect(Collectors.joining(", "))));
    }
}
