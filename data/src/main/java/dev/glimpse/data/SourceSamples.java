package dev.glimpse.data;

import dev.glimpse.data.source.IdxSource;
import dev.glimpse.data.source.Reasons;
import dev.glimpse.data.source.Source;
import dev.glimpse.data.stream.Samples;
import dev.glimpse.image.Decoding;
import dev.glimpse.image.ImageException;
import dev.glimpse.image.Picture;
import dev.glimpse.image.Resize;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Some pictures of a source, decoded and brought to one size. */
final class SourceSamples implements Samples {

    private final Source source;
    private final Index index;
    private final int classes;
    private final Resize resize;
    private final int channels;
    private final boolean immediate;

    SourceSamples(Source source, Index index, int classes, Resize resize, int channels) {
        this.source = source;
        this.index = index;
        this.classes = classes;
        this.resize = resize;
        this.channels = channels;
        this.immediate = source instanceof IdxSource idx && channels == 1 && fits(idx, index, resize);
    }

    private static boolean fits(IdxSource idx, Index index, Resize resize) {
        for (int i = 0; i < index.size(); i++) {
            int entry = index.entry(i);
            if (idx.height(entry) != resize.height() || idx.width(entry) != resize.width()) {
                return false;
            }
        }
        return true;
    }

    @Override
    public int size() {
        return index.size();
    }

    @Override
    public int classes() {
        return classes;
    }

    @Override
    public int label(int sample) {
        return index.label(sample);
    }

    @Override
    public long key(int sample) {
        return index.key(sample);
    }

    @Override
    public String name(int sample) {
        return source.name(index.entry(sample));
    }

    @Override
    public String recipe() {
        return resize + " to " + channels + " channels";
    }

    @Override
    public boolean isImmediate() {
        return immediate;
    }

    @Override
    public void copy(int sample, byte[] target, int offset) throws IOException {
        if (immediate && source instanceof IdxSource idx) {
            idx.copy(index.entry(sample), target, offset);
        } else {
            picture(sample).copyTo(target, offset);
        }
    }

    /** From its file straight into the decoder where it can be, which spares the heap an array for each picture. */
    @Override
    public Picture picture(int sample) throws IOException {
        int entry = index.entry(sample);
        if (source instanceof IdxSource idx) {
            Picture digit = Picture.of(idx.height(entry), idx.width(entry), 1, idx.bytes(entry));
            Picture resized = immediate ? digit : resize.apply(digit);
            return channels == 3 ? resized.rgb() : resized;
        }
        Optional<Path> file = source.file(entry);
        if (file.isEmpty()) {
            return Picture.decodeFor(source.bytes(entry), source.name(entry), resize, this::decoding);
        }
        try {
            return Picture.readFor(file.get(), resize, this::decoding);
        } catch (ImageException e) {
            throw new ImageException(
                    source.name(entry) + ": " + Reasons.of(e, file.get().toString()), e);
        }
    }

    private Decoding decoding(Decoding standard) {
        return standard.channels(channels);
    }
}
