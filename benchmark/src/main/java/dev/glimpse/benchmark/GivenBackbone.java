package dev.glimpse.benchmark;

import dev.glimpse.nn.layer.Size2;
import dev.glimpse.zoo.Backbone;
import dev.glimpse.zoo.Zoo;
import dev.glimpse.zoo.architecture.KnownNetwork;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A backbone whose weights are in a file that an argument names: {@code mobilenet_v2=weights.h5}. */
final class GivenBackbone {

    private GivenBackbone() {}

    /** It passes through a zoo of its own, as {@code glimpse zoo add} does. */
    static Backbone of(String argument) throws IOException {
        int equals = argument.indexOf('=');
        if (equals < 0) {
            throw new IllegalArgumentException(
                    "give weights as NAME=FILE, such as mobilenet_v2=weights.h5: " + argument);
        }
        KnownNetwork network = KnownNetwork.named(argument.substring(0, equals))
                .orElseThrow(() -> new IllegalArgumentException("no such network: " + argument));
        Path folder = Files.createTempDirectory("zoo");
        try {
            Zoo zoo = Zoo.in(folder);
            var _ = zoo.add(network, Path.of(argument.substring(equals + 1)));
            return zoo.backbone(network, Size2.square(network.usualSize()));
        } finally {
            try (var files = Files.walk(folder)) {
                for (Path file : files.toList().reversed()) {
                    Files.delete(file);
                }
            }
        }
    }
}
