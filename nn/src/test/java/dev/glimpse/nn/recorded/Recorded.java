package dev.glimpse.nn.recorded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glimpse.tensor.Shape;
import dev.glimpse.tensor.Tensor;
import dev.glimpse.tensor.batch.NdArray;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import tools.jackson.databind.json.JsonMapper;

/**
 * One recorded case: a JSON object of which {@code src/test/keras/README.md} says what its keys mean.
 *
 * @param json the object, parsed
 */
public record Recorded(Map<?, ?> json) {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    /** The cases of a file, such as {@code layer/Dense.json}. */
    public static Stream<Recorded> cases(String file) {
        return parts(whole(file), "cases");
    }

    /** What a file holds beside its cases. */
    public static Recorded whole(String file) {
        try (InputStream in = Recorded.class.getResourceAsStream("/keras/" + file)) {
            return new Recorded(MAPPER.readValue(Objects.requireNonNull(in, file), Map.class));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The objects in a list. */
    public static Stream<Recorded> parts(Recorded whole, String key) {
        return whole.list(key).stream().map(part -> new Recorded((Map<?, ?>) part));
    }

    /** The case's name. */
    public String name() {
        return text("name");
    }

    /** How far a number may be away, absolute below 1 and relative above, when computed in the recorded type. */
    public double tolerance() {
        return number("tolerance");
    }

    /** The object as Keras serialised it. */
    public Map<?, ?> config() {
        return map("config");
    }

    /** The Keras class of {@link #config}. */
    public String className() {
        return Objects.requireNonNull(config().get("class_name"), "class_name").toString();
    }

    /** Whether there is something under a key. */
    public boolean has(String key) {
        return json.get(key) != null;
    }

    public String text(String key) {
        return (String) value(key);
    }

    public double number(String key) {
        return ((Number) value(key)).doubleValue();
    }

    public boolean flag(String key) {
        return (Boolean) value(key);
    }

    public Map<?, ?> map(String key) {
        return (Map<?, ?>) value(key);
    }

    public List<?> list(String key) {
        return (List<?>) value(key);
    }

    /** The array under a key. */
    public Array array(String key) {
        return Array.of(map(key));
    }

    /** The array under a key, if there is one. */
    public Optional<Array> arrayIfAny(String key) {
        return has(key) ? Optional.of(array(key)) : Optional.empty();
    }

    /** The arrays in the list under a key; what is null there is left out. */
    public List<Array> arrays(String key) {
        return list(key).stream()
                .filter(Objects::nonNull)
                .map(array -> Array.of((Map<?, ?>) array))
                .toList();
    }

    private Object value(String key) {
        return Objects.requireNonNull(json.get(key), () -> "there is no " + key + " in " + json.keySet());
    }

    @Override
    public String toString() {
        return has("name") ? name() : json.keySet().toString();
    }

    /**
     * A recorded array, its values in row-major order.
     *
     * @param name of a weight or slot; empty for others
     */
    @SuppressWarnings("ArrayRecordComponent") // only read here
    public record Array(String name, Shape shape, double[] values) {

        static Array of(Map<?, ?> json) {
            int[] sizes = numbers(json, "shape").mapToInt(Number::intValue).toArray();
            double[] values =
                    numbers(json, "values").mapToDouble(Number::doubleValue).toArray();
            Object name = json.get("name");
            return new Array(name == null ? "" : name.toString(), Shape.of(sizes), values);
        }

        private static Stream<Number> numbers(Map<?, ?> json, String key) {
            return ((List<?>) Objects.requireNonNull(json.get(key), key))
                    .stream().map(number -> number instanceof String text ? Double.valueOf(text) : (Number) number);
        }

        /** The values in 64 bits, owned by the innermost scope. */
        public Tensor toTensor() {
            return Tensor.of(values, shape);
        }

        /** The values in 32 bits. */
        public NdArray.Floats toFloats() {
            return new NdArray.Floats(shape, floats());
        }

        /** The values in 32 bits, without their shape. */
        public float[] floats() {
            float[] floats = new float[values.length];
            for (int i = 0; i < floats.length; i++) {
                floats[i] = (float) values[i];
            }
            return floats;
        }

        /** Fails unless these numbers are the recorded ones, to a tolerance that is absolute below 1 and relative above. */
        public void assertSame(String what, double[] actual, double tolerance) {
            assertThat(actual).as(what).hasSameSizeAs(values);
            for (int i = 0; i < values.length; i++) {
                double allowed = tolerance * Math.max(1, Math.abs(values[i]));
                assertThat(actual[i])
                        .as("%s, number %d of %s", what, i, shape)
                        .isCloseTo(values[i], Offset.offset(allowed));
            }
        }

        /** Like the other, for a tensor, whose shape has to be the recorded one too. */
        public void assertSame(String what, Tensor actual, double tolerance) {
            assertThat(actual.shape()).as("shape of %s", what).isEqualTo(shape);
            assertSame(what, actual.toDoubles(), tolerance);
        }
    }
}
