package dev.glimpse.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ProductsTest {

    @Test
    void products_in_blocks_are_the_sums_one_would_write() {
        var random = new SplittableRandom(1);
        Rows one = random(random, 7, 301);
        Rows other = random(random, 300, 301);

        float[][] products = Products.of(one, other);

        for (int i = 0; i < 7; i++) {
            for (int j = 0; j < 300; j++) {
                double sum = 0;
                for (int k = 0; k < 301; k++) {
                    sum += (double) one.values()[i * 301 + k] * other.values()[j * 301 + k];
                }
                assertThat((double) products[i][j]).isCloseTo(sum, within(1e-4));
            }
        }
    }

    private static Rows random(SplittableRandom random, int count, int length) {
        var values = new float[count * length];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextDouble(-1, 1);
        }
        return new Rows(length, values);
    }
}
