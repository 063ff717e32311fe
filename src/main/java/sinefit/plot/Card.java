package sinefit.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;

/**
 * The picture that stands beside a link to a run: what was learnt and what came out, in light
 * colours. Drawn from outlines alone, so no machine needs a font for it.
 */
public final class Card {
    public static final int WIDTH = 1200;
    public static final int HEIGHT = 630;

    /** Colours, {@code 0xRRGGBB}; those of the page by day. */
    public static final int PAPER = 0xfaf9f6;

    public static final int INK = 0x1a1c20;
    public static final int TRUTH = 0x1d63d1;
    public static final int FIT = 0xc92a1e;

    private static final int SURFACE = 0xffffff;
    private static final int LINE = 0xe3e1da;
    private static final int EDGE = 0x8b8982;
    private static final int INK_2 = 0x474a51;

    /** The plot, in pixels. */
    private static final int LEFT = 64;

    private static final int RIGHT = WIDTH - 64;
    private static final int TOP = 112;
    private static final int BOTTOM = 518;

    private static final int NAME = 72;
    private static final int FORMULA = 588;

    /** Further outside nothing can be seen, and coordinates stay small enough to be drawn. */
    private static final double FAR = 4 * HEIGHT;

    private final FitPlot plot;

    /** A card in a plot's frame. */
    public Card(FitPlot plot) {
        this.plot = plot;
    }

    /**
     * A piece of a line of text.
     *
     * @param face {@code s} plain, {@code b} bold, {@code m} figures, {@code i} letters of formulas
     * @param colour {@code 0xRRGGBB}
     */
    public record Text(char face, String text, int colour) {}

    /**
     * What is drawn.
     *
     * @param truth what was to be learnt; empty where there are points
     * @param fit what came out; empty if it is not known
     * @param best the best curve of the kind, if it is known
     * @param name of the lesson
     * @param formula what came out as a formula; empty if it is not known
     */
    public record Content(
            Optional<DoubleUnaryOperator> truth,
            Optional<DoubleUnaryOperator> fit,
            Optional<DoubleUnaryOperator> best,
            String name,
            List<Text> formula) {}

    /** The x that is drawn at a pixel's middle. */
    public double x(int column) {
        double share = (column + 0.5 - LEFT) / (RIGHT - LEFT);
        return plot.min() + share * (plot.max() - plot.min());
    }

    /** The height at which a y is drawn, in pixels from the top; far outside it is cut off. */
    public double row(double y) {
        double at = TOP + (BOTTOM - TOP) * (plot.high() - y) / (plot.high() - plot.low());
        return Double.isNaN(at) ? -FAR : Math.max(-FAR, Math.min(FAR, at));
    }

    /** The picture's pixels, row by row. */
    public int[] pixels(Content content) {
        BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        try {
            g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
            fill(g, new Rectangle2D.Double(0, 0, WIDTH, HEIGHT), PAPER);
            write(g, List.of(new Text('b', "Sinefit", INK)), LEFT, NAME, 46, RIGHT - LEFT);
            Text name = new Text('s', content.name(), INK_2);
            double width = Glyphs.of('s', content.name()).width() * 34;
            write(g, List.of(name), RIGHT - Math.min(width, 700), NAME, 34, 700);
            write(g, content.formula(), LEFT, FORMULA, 38, RIGHT - LEFT);
            g.setClip(new Rectangle2D.Double(LEFT, TOP, RIGHT - LEFT, BOTTOM - TOP));
            curves(g, content);
        } finally {
            g.dispose();
        }
        int[] pixels = new int[WIDTH * HEIGHT];
        image.getRaster().getDataElements(0, 0, WIDTH, HEIGHT, pixels);
        return pixels;
    }

    /** Pixels as the bytes of a PNG. */
    public static byte[] png(int[] pixels) {
        return Png.of(pixels, WIDTH, HEIGHT);
    }

    private void curves(Graphics2D g, Content content) {
        fill(g, new Rectangle2D.Double(LEFT, TOP, RIGHT - LEFT, BOTTOM - TOP), SURFACE);
        g.setStroke(new BasicStroke(2));
        for (FitPlot.Mark mark : plot.up()) {
            double at = TOP + mark.at() / 100 * (BOTTOM - TOP);
            draw(g, line(LEFT, at, RIGHT, at), mark.label().equals("0") ? EDGE : LINE);
        }
        for (FitPlot.Mark mark : plot.across()) {
            double at = LEFT + mark.at() / 100 * (RIGHT - LEFT);
            if (mark.label().equals("0")) {
                draw(g, line(at, TOP, at, BOTTOM), LINE);
            }
        }
        content.fit().ifPresent(fit -> between(g, fit, content.truth()));
        g.setStroke(stroke(3, 13, 11));
        content.best().ifPresent(best -> draw(g, path(best), INK_2));
        g.setStroke(stroke(6));
        content.truth().ifPresent(truth -> draw(g, path(truth), TRUTH));
        for (FitPlot.Dot dot : plot.dots()) {
            double x = LEFT + dot.x() / 100 * (RIGHT - LEFT);
            double y = TOP + dot.y() / 100 * (BOTTOM - TOP);
            fill(g, new Ellipse2D.Double(x - 8, y - 8, 16, 16), TRUTH);
        }
        g.setStroke(stroke(8));
        content.fit().ifPresent(fit -> draw(g, path(fit), FIT));
    }

    /** The error as an area; of points, as sticks. */
    private void between(
            Graphics2D g, DoubleUnaryOperator fit, Optional<DoubleUnaryOperator> truth) {
        if (truth.isPresent()) {
            Path2D area = path(fit);
            for (int column = RIGHT; column >= LEFT - 1; column--) {
                area.lineTo(column + 0.5, row(truth.get().applyAsDouble(x(column))));
            }
            area.closePath();
            g.setColor(new Color(0xc9, 0x2a, 0x1e, 23));
            g.fill(area);
            return;
        }
        g.setStroke(new BasicStroke(3));
        g.setColor(new Color(0xc9, 0x2a, 0x1e, 87));
        for (FitPlot.Dot dot : plot.dots()) {
            double x = LEFT + dot.x() / 100 * (RIGHT - LEFT);
            double value = plot.min() + dot.x() / 100 * (plot.max() - plot.min());
            double y = TOP + dot.y() / 100 * (BOTTOM - TOP);
            g.draw(line(x, y, x, row(fit.applyAsDouble(value))));
        }
    }

    private static BasicStroke stroke(float width, float... dash) {
        return new BasicStroke(
                width,
                BasicStroke.CAP_BUTT,
                BasicStroke.JOIN_ROUND,
                1,
                dash.length == 0 ? null : dash,
                0);
    }

    private Path2D path(DoubleUnaryOperator curve) {
        Path2D path = new Path2D.Double();
        for (int column = LEFT - 1; column <= RIGHT; column++) {
            double y = row(curve.applyAsDouble(x(column)));
            if (column < LEFT) {
                path.moveTo(column + 0.5, y);
            } else {
                path.lineTo(column + 0.5, y);
            }
        }
        return path;
    }

    private static Path2D line(double x, double y, double toX, double toY) {
        Path2D line = new Path2D.Double();
        line.moveTo(x, y);
        line.lineTo(toX, toY);
        return line;
    }

    private static void draw(Graphics2D g, Shape shape, int colour) {
        g.setColor(new Color(colour));
        g.draw(shape);
    }

    private static void fill(Graphics2D g, Shape shape, int colour) {
        g.setColor(new Color(colour));
        g.fill(shape);
    }

    /** A line of text, smaller if it would not fit. */
    private static void write(
            Graphics2D g, List<Text> texts, double x, double y, double size, double room) {
        double width = 0;
        for (Text text : texts) {
            width += Glyphs.of(text.face(), text.text()).width() * size;
        }
        double fitting = width > room ? size * room / width : size;
        double at = x;
        for (Text text : texts) {
            Glyphs.Lettering letters = Glyphs.of(text.face(), text.text());
            AffineTransform move = AffineTransform.getTranslateInstance(at, y);
            move.scale(fitting, fitting);
            fill(g, move.createTransformedShape(letters.shape()), text.colour());
            at += letters.width() * fitting;
        }
    }
}
