package sinefit.plot;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * Writes a picture as PNG without touching a disk. It has the colours that it has most of, 256 at
 * most; any other is the nearest of them, which at the edge of a line nobody sees, and takes half
 * the bytes.
 */
final class Png {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

    /** Colours of a picture; fewer, and coarser edges, where it would have too many bytes. */
    private static final int[] COLOURS = {256, 24, 10};

    private static final int MOST_BYTES = 50_000;
    private static final byte[] INDEXED = {8, 3, 0, 0, 0};

    private Png() {}

    /**
     * A picture.
     *
     * @param rgb its pixels, row by row, {@code 0xRRGGBB}
     */
    static byte[] of(int[] rgb, int width, int height) {
        byte[] picture = of(rgb, width, height, COLOURS[0]);
        for (int k = 1; k < COLOURS.length && picture.length >= MOST_BYTES; k++) {
            picture = of(rgb, width, height, COLOURS[k]);
        }
        return picture;
    }

    private static byte[] of(int[] rgb, int width, int height, int colours) {
        Map<Integer, Integer> counts = counts(rgb);
        List<Integer> all = new ArrayList<>(counts.keySet());
        all.sort(
                Comparator.<Integer>comparingInt(colour -> -counts.getOrDefault(colour, 0))
                        .thenComparingInt(colour -> colour));
        List<Integer> palette = all.subList(0, Math.min(colours, all.size()));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(SIGNATURE);
        chunk(
                out,
                "IHDR",
                ByteBuffer.allocate(13).putInt(width).putInt(height).put(INDEXED).array());
        ByteBuffer entries = ByteBuffer.allocate(3 * palette.size());
        for (int colour : palette) {
            entries.put((byte) (colour >> 16)).put((byte) (colour >> 8)).put((byte) colour);
        }
        chunk(out, "PLTE", entries.array());
        chunk(out, "IDAT", packed(rows(rgb, width, height, places(all, palette))));
        chunk(out, "IEND", new byte[0]);
        return out.toByteArray();
    }

    private static Map<Integer, Integer> counts(int[] rgb) {
        Map<Integer, Integer> counts = new HashMap<>();
        for (int from = 0; from < rgb.length; ) {
            int to = from + 1;
            while (to < rgb.length && rgb[to] == rgb[from]) {
                to++;
            }
            counts.merge(rgb[from], to - from, Integer::sum);
            from = to;
        }
        return counts;
    }

    /** For each colour its place in the palette, or that of the nearest. */
    private static Map<Integer, Integer> places(List<Integer> all, List<Integer> palette) {
        Map<Integer, Integer> places = new HashMap<>();
        int[] known = palette.stream().mapToInt(colour -> colour).toArray();
        for (int colour : all) {
            int nearest = 0;
            for (int k = 1; k < known.length; k++) {
                nearest = far(known[k], colour) < far(known[nearest], colour) ? k : nearest;
            }
            places.put(colour, nearest);
        }
        return places;
    }

    private static int far(int one, int other) {
        int red = (one >> 16 & 255) - (other >> 16 & 255);
        int green = (one >> 8 & 255) - (other >> 8 & 255);
        int blue = (one & 255) - (other & 255);
        return red * red + green * green + blue * blue;
    }

    /** A byte for each pixel, and one before each row: the rows are as they are. */
    private static byte[] rows(int[] rgb, int width, int height, Map<Integer, Integer> places) {
        byte[] raw = new byte[height * (1 + width)];
        int last = -1;
        byte place = 0;
        for (int row = 0; row < height; row++) {
            for (int column = 0; column < width; column++) {
                int colour = rgb[row * width + column];
                if (colour != last) {
                    place = places.getOrDefault(colour, 0).byteValue();
                    last = colour;
                }
                raw[row * (1 + width) + 1 + column] = place;
            }
        }
        return raw;
    }

    private static byte[] packed(byte[] raw) {
        Deflater deflater = new Deflater(6);
        try {
            deflater.setInput(raw);
            deflater.finish();
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            byte[] buffer = new byte[16 * 1024];
            while (!deflater.finished()) {
                out.write(buffer, 0, deflater.deflate(buffer));
            }
            return out.toByteArray();
        } finally {
            deflater.end();
        }
    }

    private static void chunk(ByteArrayOutputStream out, String type, byte[] data) {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 check = new CRC32();
        check.update(name);
        check.update(data);
        out.writeBytes(ByteBuffer.allocate(4).putInt(data.length).array());
        out.writeBytes(name);
        out.writeBytes(data);
        out.writeBytes(ByteBuffer.allocate(4).putInt((int) check.getValue()).array());
    }
}
