package dev.glimpse.benchmark.keras;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glimpse.tensor.Shape;
import dev.glimpse.tensor.batch.NdArray;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Arrays as they travel between Glimpse and Keras, and whether they are the same. */
final class Exchange {

    /** For numbers up to 1; above that it is relative, because 32 bits have no more digits. */
    static final double TOLERANCE = 1e-5;

    private Exchange() {}

    static List<NdArray> arrays(JsonNode list) {
        List<NdArray> arrays = new ArrayList<>();
        for (JsonNode array : list) {
            arrays.add(array(array));
        }
        return arrays;
    }

    static NdArray.Floats array(JsonNode json) {
        int[] sizes =
                json.get("shape").valueStream().mapToInt(JsonNode::intValue).toArray();
        byte[] bytes = Base64.getDecoder().decode(json.get("floats").stringValue());
        float[] values = new float[bytes.length / Float.BYTES];
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
        return new NdArray.Floats(Shape.of(sizes), values);
    }

    static ArrayNode json(Collection<? extends NdArray> arrays) {
        ArrayNode list = JsonMapper.shared().createArrayNode();
        for (NdArray array : arrays) {
            ObjectNode json = list.addObject();
            ArrayNode shape = json.putArray("shape");
            array.shape().toList().forEach(shape::add);
            float[] values = array.toFloats();
            ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            bytes.asFloatBuffer().put(values);
            json.put("floats", Base64.getEncoder().encodeToString(bytes.array()));
        }
        return list;
    }

    /** Fails unless there are the same numbers at the same positions. */
    static void assertSame(String what, List<? extends NdArray> expected, List<? extends NdArray> actual) {
        assertSame(what, expected, actual, TOLERANCE);
    }

    static void assertSame(
            String what, List<? extends NdArray> expected, List<? extends NdArray> actual, double tolerance) {
        assertThat(actual.stream().map(NdArray::shape))
                .as("shapes of " + what)
                .containsExactlyElementsOf(expected.stream().map(NdArray::shape).toList());
        for (int i = 0; i < expected.size(); i++) {
            assertSame(what + " " + i, expected.get(i).toFloats(), actual.get(i).toFloats(), tolerance);
        }
    }

    private static void assertSame(String what, float[] expected, float[] actual, double tolerance) {
        int wrong = 0;
        int worst = 0;
        double apart = 0;
        for (int i = 0; i < expected.length; i++) {
            double here = Math.abs((double) expected[i] - actual[i]) / Math.max(1, Math.abs(expected[i]));
            if (!(here <= tolerance)) {
                wrong++;
            }
            if (!(here <= apart)) {
                apart = here;
                worst = i;
            }
        }
        assertThat(wrong)
                .as("%s: numbers off by more than %s, of %s; the worst by %.2e, at %s: %s instead of %s"
                        .formatted(
                                what,
                                tolerance,
                                expected.length,
                                apart,
                                worst,
                                actual.length == 0 ? "nothing" : actual[worst],
                                expected.length == 0 ? "nothing" : expected[worst]))
                .isZero();
    }
}
