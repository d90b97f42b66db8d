package dev.glimpse.classifier;

import dev.glimpse.nn.layer.Size2;
import dev.glimpse.zoo.Backbone;
import dev.glimpse.zoo.Zoo;
import dev.glimpse.zoo.architecture.Ending;
import dev.glimpse.zoo.architecture.KnownNetwork;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A backbone that can be had for pictures of one size, and what it costs; its weights are read when it is taken.
 *
 * @param word what it is called
 * @param size of the pictures
 * @param multiplyAdds how much is computed for a picture
 * @param source gives the backbone, whenever it is asked
 */
public record BackboneOffer(String word, Size2 size, long multiplyAdds, Supplier<Backbone> source) {

    /** Sizes that are tried below the usual one; quality falls with them, and time with their square. */
    private static final List<Integer> SMALLER = List.of(192, 160, 128, 96);

    /** This backbone. */
    public static BackboneOffer of(Backbone backbone) {
        return new BackboneOffer(
                backbone.word(),
                new Size2(backbone.input().size(0), backbone.input().size(1)),
                backbone.model().architecture().cost().multiplyAdds(),
                () -> backbone);
    }

    /** All that a zoo has, in several sizes, the best first. */
    public static List<BackboneOffer> of(Zoo zoo) {
        return of(zoo, zoo.atHand(), Optional.empty());
    }

    /**
     * Networks of a zoo, the best first.
     *
     * @param networks whose weights are there
     * @param size of the pictures; unless given, the usual one and smaller ones
     */
    public static List<BackboneOffer> of(Zoo zoo, List<KnownNetwork> networks, Optional<Size2> size) {
        record Ranked(BackboneOffer offer, double quality) {}
        List<Ranked> offers = new ArrayList<>();
        for (KnownNetwork network : networks) {
            for (Size2 one : size.map(List::of).orElseGet(() -> sizes(network))) {
                offers.add(new Ranked(of(zoo, network, one), Quality.of(network, one)));
            }
        }
        return offers.stream()
                .sorted(Comparator.comparingDouble(Ranked::quality).reversed())
                .map(Ranked::offer)
                .toList();
    }

    private static BackboneOffer of(Zoo zoo, KnownNetwork network, Size2 size) {
        return new BackboneOffer(
                network.word(),
                size,
                network.architecture(size, new Ending.AveragePooled()).cost().multiplyAdds(),
                () -> zoo.backbone(network, size));
    }

    private static List<Size2> sizes(KnownNetwork network) {
        List<Size2> sizes = new ArrayList<>(List.of(Size2.square(network.usualSize())));
        SMALLER.stream()
                .filter(side -> side < network.usualSize() && side >= network.leastSize())
                .map(Size2::square)
                .forEach(sizes::add);
        return sizes;
    }

    /** The backbone, read now. */
    public Backbone backbone() {
        return source.get();
    }
}
