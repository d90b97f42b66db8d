package dev.glimpse.tensor;

import static dev.glimpse.tensor.Libtorch.make;

import org.bytedeco.pytorch.global.torch;

/**
 * Pictures at other places than their points: enlarged, reduced, turned. Pictures are [batch, height, width, channels].
 *
 * <p>A point's centre is half a point from its edges, as in Keras and OpenCV; reducing does not average over what falls
 * between (no antialiasing).
 */
public final class Resampling {

    private Resampling() {}

    /** How a number between points comes from those around. */
    public enum Between {
        /** Weighted by nearness from the four around. */
        BILINEAR(0),
        /** That of the nearest point. */
        NEAREST(1);

        private final int number;

        Between(int number) {
            this.number = number;
        }
    }

    /** What is seen beyond the edges. */
    public enum Beyond {
        /** 0. */
        ZERO(0),
        /** The points at the edge, again and again. */
        EDGE(1),
        /** The picture in a mirror at the edge. */
        MIRROR(2);

        private final int number;

        Beyond(int number) {
            this.number = number;
        }
    }

    /** Each point repeated this many times downwards and to the right. */
    public static Tensor repeat(Tensor pictures, int down, int right) {
        long[] size = {(long) pictures.size(1) * down, (long) pictures.size(2) * right};
        return Pictures.map(pictures, inputs -> torch.upsample_nearest2d(inputs, size));
    }

    /** At another size, weighted by nearness from the four points around. */
    public static Tensor bilinear(Tensor pictures, int height, int width) {
        long[] size = {height, width};
        return Pictures.map(pictures, inputs -> torch.upsample_bilinear2d(inputs, size, false));
    }

    /** At another size, from the nearest point. */
    public static Tensor nearest(Tensor pictures, int height, int width) {
        Pictures.requireFourAxes(pictures);
        try (Tensor rows = nearest(pictures.size(1), height);
                Tensor columns = nearest(pictures.size(2), width);
                Tensor chosenRows = pictures.indexSelect(1, rows)) {
            return chosenRows.indexSelect(2, columns);
        }
    }

    /**
     * What is seen at the places of a grid.
     *
     * @param grid [batch, height, width, 2]: for each point of the result the column and the row to look at, where -1 and
     *     1 are the outer edges of the picture
     */
    public static Tensor sample(Tensor pictures, Tensor grid, Between between, Beyond beyond) {
        return Pictures.map(
                pictures, inputs -> torch.grid_sampler(inputs, grid.handle(), between.number, beyond.number, false));
    }

    /**
     * The grid that affine maps look along, for {@link #sample}.
     *
     * @param maps [batch, 2, 3]: matrices from places in the result to places in the picture, both from -1 to 1
     */
    public static Tensor affineGrid(Tensor maps, int height, int width) {
        long[] size = {maps.size(0), 1, height, width};
        return make(() -> torch.affine_grid_generator(maps.handle(), size, false));
    }

    private static Tensor nearest(int from, int to) {
        long[] indices = new long[to];
        for (int i = 0; i < to; i++) {
            indices[i] = Math.min((long) ((i + 0.5) * from / to), from - 1);
        }
        return Tensor.of(indices, Shape.of(to));
    }
}
