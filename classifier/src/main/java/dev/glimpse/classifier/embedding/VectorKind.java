package dev.glimpse.classifier.embedding;

import dev.glimpse.data.item.ContentHash;
import dev.glimpse.image.Picture;
import dev.glimpse.image.Resize;
import dev.glimpse.image.feature.Describer;
import dev.glimpse.nn.archive.KerasJson;
import dev.glimpse.nn.layer.Architecture;
import java.nio.charset.StandardCharsets;

/**
 * What makes one picture's vector another: the network or the features, and all that happens to the picture before.
 *
 * @param word what the network is called; {@code features}
 * @param text all of it, for people to read and for programs to compare
 * @param length how many numbers a vector has
 */
record VectorKind(String word, String text, int length) {

    private static final int NAME_DIGITS = 16;

    /** What a network says of pictures as they are. */
    static VectorKind of(Architecture network, String word, String checksum, Resize resize) {
        String layers = ContentHash.of(KerasJson.write(network).getBytes(StandardCharsets.UTF_8))
                .hex();
        String text = """
                network %s
                weights %s
                layers %s
                pictures %s
                decoding %d
                """.formatted(word, checksum, layers, resize, Picture.DECODING);
        return new VectorKind(
                word, text, Math.toIntExact(network.outputShapes().getFirst().count()));
    }

    /** What features say of pictures as they are. */
    static VectorKind of(Describer describer, String checksum, Resize resize) {
        String text = """
                features %s
                describer %s
                pictures %s
                decoding %d
                """.formatted(describer.features(), checksum, resize, Picture.DECODING);
        return new VectorKind("features", text, describer.length());
    }

    /** What it says of them when they are changed so. */
    VectorKind changed(String change) {
        return new VectorKind(word, text + "change " + change + "\n", length);
    }

    /** The name of its files. */
    String name() {
        byte[] all = (text + length).getBytes(StandardCharsets.UTF_8);
        return word.replaceAll("[^A-Za-z0-9._-]", "_") + "-"
                + ContentHash.of(all).hex().substring(0, NAME_DIGITS);
    }
}
