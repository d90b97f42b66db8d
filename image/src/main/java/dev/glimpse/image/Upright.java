package dev.glimpse.image;

import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;

/** Turns a picture as its orientation says. */
final class Upright {

    private Upright() {}

    /** The picture upright, in the block it came in. */
    static Raster turn(Raster stored, Orientation orientation, Scratch scratch) {
        if (orientation == Orientation.UPRIGHT) {
            return stored;
        }
        Raster turned = orientation.swapsSides()
                ? scratch.first.raster(/* height= */ stored.width(), /* width= */ stored.height(), stored.channels())
                : stored;
        try (Mat from = stored.mat();
                Mat to = turned.mat()) {
            if (orientation.swapsSides()) {
                opencv_core.transpose(from, to);
            }
            switch (orientation) {
                case UPRIGHT, TRANSPOSED -> {}
                case MIRRORED, ROTATED_90 -> opencv_core.flip(to, to, 1);
                case FLIPPED, ROTATED_270 -> opencv_core.flip(to, to, 0);
                case ROTATED_180, TRANSVERSED -> opencv_core.flip(to, to, -1);
            }
        }
        return orientation.swapsSides() ? scratch.exchangeDecoded(turned) : stored;
    }
}
