package dev.glimpse.data.split;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.glimpse.data.item.ContentHash;
import dev.glimpse.data.item.DataException;
import dev.glimpse.data.item.Split;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SplitsTest {

    @Test
    void what_is_written_is_read_back() {
        Splits splits = Splits.of(Map.of(Split.TRAIN, new long[] {5, -1, 3, 5}, Split.TEST, new long[] {7}));
        Map<String, String> written = splits.toMap();
        assertThat(written).containsOnlyKeys("train", "test").containsEntry("test", "AAAAAAAAAAc=");
        Splits read = Splits.of(written, "model.keras");
        assertThat(read).isEqualTo(splits);
        assertThat(read.size()).isEqualTo(4);
        assertThat(read.of(new ContentHash(-1, 2, 3, 4))).contains(Split.TRAIN);
        assertThat(read.of(new ContentHash(7, 0, 0, 0))).contains(Split.TEST);
        assertThat(read.of(new ContentHash(8, 0, 0, 0))).isEmpty();
    }

    @Test
    void a_hundred_thousand_pictures_take_about_a_megabyte() {
        long[] keys = new SplittableRandom(1).longs(100_000).toArray();
        assertThat(Splits.of(Map.of(Split.TRAIN, keys)).toMap().get("train")).hasSizeBetween(1_066_000, 1_067_000);
    }

    @Test
    void the_newer_record_holds() {
        Splits old = Splits.of(Map.of(Split.TRAIN, new long[] {1, 2}, Split.TEST, new long[] {3}));
        Splits joined = old.with(Splits.of(Map.of(Split.TEST, new long[] {2, 4})));
        assertThat(joined).isEqualTo(Splits.of(Map.of(Split.TRAIN, new long[] {1}, Split.TEST, new long[] {2, 3, 4})));
    }

    @Test
    void a_damaged_record_is_refused() {
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> Splits.of(Map.of("train", "AAAA"), "model.keras"))
                .withMessageContaining("model.keras")
                .withMessageContaining("cut off");
        assertThatExceptionOfType(DataException.class).isThrownBy(() -> Splits.of(Map.of("train", "?"), "m"));
        assertThatExceptionOfType(DataException.class).isThrownBy(() -> Splits.of(Map.of("other", ""), "m"));
    }
}
