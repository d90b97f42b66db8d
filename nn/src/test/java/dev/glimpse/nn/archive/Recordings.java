package dev.glimpse.nn.archive;

import dev.glimpse.tensor.Shape;
import dev.glimpse.tensor.batch.NdArray;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** What Keras itself wrote, recorded into the test resources. */
final class Recordings {

    static final List<String> LAYERS = List.of(
            "Activation",
            "Add",
            "Average",
            "AveragePooling2D",
            "BatchNormalization",
            "Concatenate",
            "Conv2D",
            "Conv2DTranspose",
            "Cropping2D",
            "Dense",
            "DepthwiseConv2D",
            "Dropout",
            "ELU",
            "Flatten",
            "GaussianNoise",
            "GlobalAveragePooling2D",
            "GlobalMaxPooling2D",
            "LayerNormalization",
            "LeakyReLU",
            "MaxPooling2D",
            "Maximum",
            "Minimum",
            "Multiply",
            "Normalization",
            "PReLU",
            "Permute",
            "RandomBrightness",
            "RandomContrast",
            "RandomFlip",
            "RandomRotation",
            "RandomTranslation",
            "RandomZoom",
            "ReLU",
            "Rescaling",
            "Reshape",
            "Resizing",
            "SeparableConv2D",
            "Softmax",
            "SpatialDropout2D",
            "Subtract",
            "UpSampling2D",
            "ZeroPadding2D");

    private Recordings() {}

    static List<JsonNode> cases(String path) {
        return StreamSupport.stream(tree(path).path("cases").spliterator(), false)
                .toList();
    }

    static JsonNode tree(String path) {
        try (InputStream file = Objects.requireNonNull(Recordings.class.getResourceAsStream("/keras/" + path), path)) {
            return KerasJson.MAPPER.readTree(file);
        } catch (IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
    }

    /** An array with its numbers. */
    static NdArray.Floats array(JsonNode json) {
        int[] sizes = new int[json.path("shape").size()];
        for (int i = 0; i < sizes.length; i++) {
            sizes[i] = json.path("shape").get(i).asInt();
        }
        return new NdArray.Floats(Shape.of(sizes), values(json));
    }

    static float[] values(JsonNode array) {
        float[] values = new float[array.path("values").size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) array.path("values").get(i).asDouble();
        }
        return values;
    }
}
