package dev.glimpse.data.drawn;

import java.awt.BasicStroke;
import java.awt.Shape;
import java.awt.geom.Arc2D;
import java.awt.geom.Area;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.List;

/** The outlines of things, from the back to the front, within -1 to 1 with y downwards; the first is the largest. */
final class Outlines {

    private Outlines() {}

    static List<Shape> of(Thing thing) {
        return switch (thing) {
            case BOAT ->
                List.of(
                        polygon(-0.9, 0.35, 0.9, 0.35, 0.55, 0.85, -0.55, 0.85),
                        box(-0.1, -0.9, 0.09, 1.25),
                        polygon(0.05, -0.85, 0.05, 0.2, 0.75, 0.2));
            case CUP ->
                List.of(
                        polygon(-0.75, -0.6, 0.4, -0.6, 0.25, 0.8, -0.6, 0.8),
                        new BasicStroke(0.17f)
                                .createStrokedShape(new Arc2D.Double(0.05, -0.4, 0.75, 0.8, -100, 200, Arc2D.OPEN)),
                        new Ellipse2D.Double(-0.75, -0.75, 1.15, 0.3));
            case FISH ->
                List.of(
                        new Ellipse2D.Double(-0.95, -0.45, 1.4, 0.9),
                        polygon(0.3, 0, 0.95, -0.5, 0.8, 0, 0.95, 0.5),
                        polygon(-0.35, -0.38, 0.15, -0.38, 0.1, -0.75),
                        new Ellipse2D.Double(-0.72, -0.2, 0.18, 0.18));
            case HOUSE ->
                List.of(
                        box(-0.65, -0.15, 1.3, 1.0),
                        polygon(-0.9, -0.15, 0, -0.9, 0.9, -0.15),
                        box(-0.45, 0.25, 0.35, 0.6),
                        box(0.15, 0.1, 0.33, 0.33));
            case STAR -> List.of(star(1.0, 0.42), star(0.5, 0.21));
            case TREE -> List.of(crown(), box(-0.13, 0.2, 0.26, 0.75), new Ellipse2D.Double(-0.3, -0.55, 0.22, 0.22));
        };
    }

    private static Shape box(double x, double y, double width, double height) {
        return new Rectangle2D.Double(x, y, width, height);
    }

    static Path2D polygon(double... points) {
        Path2D path = new Path2D.Double();
        path.moveTo(points[0], points[1]);
        for (int i = 2; i < points.length; i += 2) {
            path.lineTo(points[i], points[i + 1]);
        }
        path.closePath();
        return path;
    }

    private static Shape star(double outer, double inner) {
        double[] points = new double[20];
        for (int i = 0; i < 10; i++) {
            double angle = Math.PI * i / 5;
            double radius = i % 2 == 0 ? outer : inner;
            points[2 * i] = radius * StrictMath.sin(angle);
            points[2 * i + 1] = -radius * StrictMath.cos(angle);
        }
        return polygon(points);
    }

    private static Shape crown() {
        Area crown = new Area(new Ellipse2D.Double(-0.45, -0.95, 0.9, 0.8));
        crown.add(new Area(new Ellipse2D.Double(-0.8, -0.55, 0.85, 0.85)));
        crown.add(new Area(new Ellipse2D.Double(-0.05, -0.55, 0.85, 0.85)));
        return crown;
    }
}
