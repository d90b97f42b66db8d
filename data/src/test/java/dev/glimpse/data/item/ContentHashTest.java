package dev.glimpse.data.item;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ContentHashTest {

    /** FIPS 180-2, appendix B.1. */
    private static final String ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    @Test
    void the_hash_of_abc_is_the_standards() {
        ContentHash hash = ContentHash.of("abc".getBytes(StandardCharsets.US_ASCII));
        assertThat(hash.hex()).isEqualTo(ABC);
        assertThat(hash.key()).isEqualTo(0xba7816bf8f01cfeaL);
    }

    @Test
    void hashes_are_ordered_as_their_digits_are() {
        ContentHash low = new ContentHash(1, -1, 0, 0);
        ContentHash high = new ContentHash(-1, 0, 0, 0);
        assertThat(low).isLessThan(high);
        assertThat(low.hex()).isLessThan(high.hex());
        assertThat(new ContentHash(1, -1, 0, 1)).isGreaterThan(low);
    }
}
