package dev.glimpse.image;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Optional;

/** From a file to a picture: limits, header, codec, colours, orientation, size. */
final class Decoder {

    /** How many times the size wanted is left of a JPEG that is reduced while it is decoded. */
    private static final double LEFT = 6;

    /** Decoding fewer pixels at full size takes a few milliseconds, which is not worth other pixels. */
    private static final long LARGE = 1_000_000;

    private Decoder() {}

    static Picture read(Path file, Decoding decoding) {
        try (Scratch scratch = Scratch.take()) {
            return decode(load(file, decoding, scratch), file.toString(), decoding, Optional.empty(), scratch);
        }
    }

    static Picture readFor(Path file, Resize resize, Decoding decoding) {
        try (Scratch scratch = Scratch.take()) {
            return decode(load(file, decoding, scratch), file.toString(), decoding, Optional.of(resize), scratch);
        }
    }

    static Picture decode(byte[] file, String name, Decoding decoding) {
        try (Scratch scratch = Scratch.take()) {
            return decode(copy(file, name, decoding, scratch), name, decoding, Optional.empty(), scratch);
        }
    }

    static Picture decodeFor(byte[] file, String name, Resize resize, Decoding decoding) {
        try (Scratch scratch = Scratch.take()) {
            return decode(copy(file, name, decoding, scratch), name, decoding, Optional.of(resize), scratch);
        }
    }

    private static ByteBuffer load(Path file, Decoding decoding, Scratch scratch) {
        try (FileChannel channel = PictureHeader.open(file)) {
            long size = channel.size();
            requireBytes(size, file.toString(), decoding);
            ByteBuffer bytes = scratch.file.buffer((int) size);
            while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
                // until all of it is there or the file is shorter than it was
            }
            return bytes.flip();
        } catch (IOException e) {
            throw PictureHeader.unreadable(file, e);
        }
    }

    private static ByteBuffer copy(byte[] file, String name, Decoding decoding, Scratch scratch) {
        requireBytes(file.length, name, decoding);
        return scratch.file.buffer(file.length).put(file).flip();
    }

    private static void requireBytes(long size, String name, Decoding decoding) {
        if (size == 0) {
            throw ImageException.of(name, "the file is empty");
        }
        if (size > decoding.maxBytes()) {
            throw ImageException.of(
                    name, "the file has " + size + " bytes; at most " + decoding.maxBytes() + " are read");
        }
    }

    private static Picture decode(
            ByteBuffer file, String name, Decoding decoding, Optional<Resize> resize, Scratch scratch) {
        HeaderBytes bytes = HeaderBytes.of(file, name);
        PictureInfo info = PictureHeader.read(bytes);
        if (info.pixels() > decoding.maxPixels()) {
            throw bytes.error("it has " + info.width() + " x " + info.height() + " = " + info.pixels()
                    + " pixels; at most " + decoding.maxPixels() + " are decoded");
        }
        int reduction = info.format() == PictureFormat.JPEG && resize.isPresent() ? reduction(info, resize.get()) : 1;
        Raster raster =
                switch (info.format()) {
                    case JPEG -> JpegCodec.decode(bytes, info, reduction, scratch);
                    case GIF -> GifCodec.decode(bytes, info, decoding.background(), scratch);
                    case PNG -> PngCodec.decode(bytes, info, decoding.background(), scratch);
                    case BMP, WEBP -> NativeCodec.decode(bytes, info, decoding, scratch);
                    case TIFF -> {
                        TiffHeader.forgetOrientation(bytes, file);
                        yield NativeCodec.decode(bytes, info, decoding, scratch);
                    }
                };
        Raster upright = Upright.turn(raster, info.orientation(), scratch);
        int channels = decoding.channelsOf(info);
        Raster seen = channels == 1 && upright.channels() == 3 ? gray(upright) : upright;
        Picture picture = resize.isPresent() && !isOfSize(seen, resize.get())
                ? Resizing.resize(seen, placement(info, seen, resize.get(), reduction), resize.get(), scratch)
                : seen.toPicture();
        return channels == 3 ? picture.rgb() : picture.gray();
    }

    private static boolean isOfSize(Raster raster, Resize resize) {
        return raster.height() == resize.height() && raster.width() == resize.width();
    }

    /**
     * Where the picture goes. One that was reduced while it was decoded has its last column and row rounded up to a
     * whole pixel, which must not shift the others.
     */
    private static Resizing.Placement placement(PictureInfo info, Raster seen, Resize resize, int reduction) {
        int height = info.uprightHeight();
        int width = info.uprightWidth();
        Orientation orientation = info.orientation();
        float missingLeft = orientation.mirrorsColumns() ? seen.width() - (float) width / reduction : 0;
        float missingTop = orientation.mirrorsRows() ? seen.height() - (float) height / reduction : 0;
        return Resizing.Placement.of(height, width, resize).reduced(reduction, missingLeft, missingTop);
    }

    /**
     * By what a JPEG may be divided while it is decoded. What is left is at least six times as large as
     * wanted, so that the resize still has pixels to average; see {@link Picture#readFor}.
     */
    static int reduction(PictureInfo info, Resize resize) {
        if (resize.filter() == Resize.Filter.NEAREST || info.pixels() < LARGE) {
            return 1;
        }
        Resizing.Placement at = Resizing.Placement.of(info.uprightHeight(), info.uprightWidth(), resize);
        double scale = Math.min((at.right() - at.left()) / at.width(), (at.bottom() - at.top()) / at.height());
        for (int divisor = 8; divisor > 1; divisor /= 2) {
            if (scale >= LEFT * divisor) {
                return divisor;
            }
        }
        return 1;
    }

    /** In place: a gray number lies before the colours that are still to come. */
    private static Raster gray(Raster color) {
        MemorySegment pixels = color.block().segment();
        long count = (long) color.height() * color.width();
        for (long i = 0, from = 0; i < count; i++, from += 3) {
            int red = pixels.get(ValueLayout.JAVA_BYTE, from) & 0xFF;
            int green = pixels.get(ValueLayout.JAVA_BYTE, from + 1) & 0xFF;
            int blue = pixels.get(ValueLayout.JAVA_BYTE, from + 2) & 0xFF;
            pixels.set(ValueLayout.JAVA_BYTE, i, (byte) Picture.luma(red, green, blue));
        }
        return new Raster(color.block(), color.height(), color.width(), 1);
    }
}
