package dev.glimpse.classifier.embedding;

import dev.glimpse.data.item.ContentHash;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** Vectors that were computed and are not kept yet; as many as fit into a few megabytes. */
final class Addition {

    private static final int BYTES = 4 << 20;
    private static final int MOST = 1024;

    private final int vectorBytes;
    private final int most;
    private final List<ContentHash> pictures = new ArrayList<>();
    private final List<Integer> looks = new ArrayList<>();
    private final ByteBuffer bytes;

    /** Which vectors are wanted. */
    interface Filter {
        boolean wants(ContentHash picture, int look);
    }

    /** Room for vectors of so many numbers. */
    Addition(int length) {
        this.vectorBytes = Math.multiplyExact(length, Float.BYTES);
        this.most = Math.clamp(BYTES / vectorBytes, 1, MOST);
        this.bytes =
                ByteBuffer.allocateDirect(Math.multiplyExact(most, vectorBytes)).order(ByteOrder.LITTLE_ENDIAN);
    }

    boolean isFull() {
        return count() == most;
    }

    int count() {
        return pictures.size();
    }

    /** One more, of these numbers from {@code offset} on. */
    void add(ContentHash picture, int look, float[] numbers, int offset) {
        bytes.slice(count() * vectorBytes, vectorBytes)
                .order(bytes.order())
                .asFloatBuffer()
                .put(numbers, offset, vectorBytes / Float.BYTES);
        pictures.add(picture);
        looks.add(look);
    }

    ContentHash picture(int number) {
        return pictures.get(number);
    }

    int look(int number) {
        return looks.get(number);
    }

    /** The bytes of one vector. */
    ByteBuffer vector(int number) {
        return bytes.slice(number * vectorBytes, vectorBytes);
    }

    /** The bytes of all vectors. */
    ByteBuffer vectors() {
        return bytes.slice(0, count() * vectorBytes);
    }

    /** Forgets all but those that are wanted. */
    void retain(Filter filter) {
        int kept = 0;
        for (int i = 0; i < count(); i++) {
            if (filter.wants(pictures.get(i), looks.get(i))) {
                if (kept < i) {
                    bytes.put(kept * vectorBytes, bytes, i * vectorBytes, vectorBytes);
                    pictures.set(kept, pictures.get(i));
                    looks.set(kept, looks.get(i));
                }
                kept++;
            }
        }
        pictures.subList(kept, pictures.size()).clear();
        looks.subList(kept, looks.size()).clear();
    }

    void clear() {
        pictures.clear();
        looks.clear();
    }
}
