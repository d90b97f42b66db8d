package dev.glimpse.data.drawn;

import dev.glimpse.tensor.Seed;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.SplittableRandom;

/** One drawing: everything about it but the thing comes from a seed, and is drawn from the same lots for every thing. */
final class Sketch {

    private static final int MOST_TRIES = 50;

    private final SplittableRandom random;
    private final int size;
    private final BufferedImage image;

    private Sketch(int size, Seed seed) {
        this.random = seed.random();
        this.size = size;
        this.image = new BufferedImage(size, size, BufferedImage.TYPE_INT_RGB);
    }

    /** A drawing of a thing, {@code size} pixels wide and high. */
    static BufferedImage of(Thing thing, int size, Seed seed) {
        Sketch sketch = new Sketch(size, seed);
        sketch.draw(thing);
        return sketch.image;
    }

    private void draw(Thing thing) {
        Graphics2D canvas = image.createGraphics();
        try {
            canvas.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            canvas.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
            Color near = colour();
            Color far = beside(near);
            canvas.setPaint(new GradientPaint(point(), point(), near, point(), point(), far));
            canvas.fillRect(0, 0, size, size);
            clutter(canvas, random.nextInt(2, 7), 0.05, 0.2);
            thing(canvas, thing, near, far);
            clutter(canvas, random.nextInt(0, 3), 0.03, 0.08);
        } finally {
            canvas.dispose();
        }
        disturb();
    }

    private void thing(Graphics2D canvas, Thing thing, Color near, Color far) {
        AffineTransform before = canvas.getTransform();
        double scale = size * between(0.3, 0.47);
        double room = (size / 2.0 - scale) * 0.9;
        canvas.translate(size / 2.0 + between(-room, room), size / 2.0 + between(-room, room));
        canvas.rotate(Math.toRadians(between(-25, 25)));
        canvas.scale((random.nextBoolean() ? 1 : -1) * scale * between(0.85, 1.15), scale * between(0.85, 1.15));
        canvas.shear(between(-0.12, 0.12), 0);
        Color body = apartFrom(near, far);
        boolean outlined = random.nextInt(4) > 0;
        Color line = random.nextBoolean() ? Color.BLACK : Color.WHITE;
        Color fill = body;
        for (Shape outline : Outlines.of(thing)) {
            canvas.setColor(fill);
            canvas.fill(outline);
            if (outlined) {
                canvas.setColor(line);
                canvas.setStroke(new BasicStroke(0.06f));
                canvas.draw(outline);
            }
            fill = apartFrom(body, near);
        }
        canvas.setTransform(before);
    }

    /** Bits and pieces: they hide the thing's edges a little and mix up the colours. */
    private void clutter(Graphics2D canvas, int pieces, double smallest, double largest) {
        for (int i = 0; i < pieces; i++) {
            AffineTransform before = canvas.getTransform();
            canvas.translate(point(), point());
            canvas.rotate(between(0, Math.TAU));
            double width = size * between(smallest, largest);
            double height = size * between(smallest, largest);
            canvas.setColor(colour());
            canvas.fill(
                    switch (random.nextInt(4)) {
                        case 0 -> new Ellipse2D.Double(-width / 2, -height / 2, width, height);
                        case 1 -> new Rectangle2D.Double(-width / 2, -height / 2, width, height);
                        case 2 -> new Rectangle2D.Double(-width, -size * 0.015, 2 * width, size * 0.03);
                        default -> Outlines.polygon(-width / 2, height / 2, width / 2, height / 2, 0, -height / 2);
                    });
            canvas.setTransform(before);
        }
    }

    /** Light and noise as a cheap camera adds them. */
    private void disturb() {
        double contrast = between(0.75, 1.1);
        double brightness = between(-25, 25);
        double noise = between(2, 10);
        int[] pixels = image.getRGB(0, 0, size, size, null, 0, size);
        for (int i = 0; i < pixels.length; i++) {
            int rgb = 0;
            for (int shift = 16; shift >= 0; shift -= 8) {
                double value = (pixels[i] >> shift & 0xFF) - 127.5;
                value = value * contrast + 127.5 + brightness + noise * random.nextGaussian();
                rgb |= (int) Math.max(0, Math.min(255, Math.round(value))) << shift;
            }
            pixels[i] = rgb;
        }
        image.setRGB(0, 0, size, size, pixels, 0, size);
    }

    private Color colour() {
        return new Color(random.nextInt(256), random.nextInt(256), random.nextInt(256));
    }

    /** A colour like this one, lighter or darker or of another tint. */
    private Color beside(Color colour) {
        return new Color(near(colour.getRed()), near(colour.getGreen()), near(colour.getBlue()));
    }

    private int near(int value) {
        return Math.clamp(value + random.nextInt(-60, 61), 0, 255);
    }

    /** A colour that can be told from both of these. */
    private Color apartFrom(Color one, Color other) {
        Color best = colour();
        for (int i = 0; i < MOST_TRIES && Math.min(distance(best, one), distance(best, other)) < 140; i++) {
            Color next = colour();
            if (Math.min(distance(next, one), distance(next, other))
                    > Math.min(distance(best, one), distance(best, other))) {
                best = next;
            }
        }
        return best;
    }

    private static double distance(Color one, Color other) {
        int red = one.getRed() - other.getRed();
        int green = one.getGreen() - other.getGreen();
        int blue = one.getBlue() - other.getBlue();
        return Math.sqrt(red * red + green * green + blue * blue);
    }

    private float point() {
        return (float) between(0, size);
    }

    private double between(double low, double high) {
        return random.nextDouble(low, high);
    }
}
