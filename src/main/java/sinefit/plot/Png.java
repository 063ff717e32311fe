package sinefit.plot;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** Writes a picture as PNG, in 8 bits for each of red, green and blue, without touching a disk. */
final class Png {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final int CHANNELS = 3;
    private static final byte UP = 2;

    private Png() {}

    /**
     * A picture.
     *
     * @param rgb its pixels, row by row, {@code 0xRRGGBB}
     */
    static byte[] of(int[] rgb, int width, int height) {
        // Most rows are those above them: then what differs is nothing, and nothing packs well.
        byte[] raw = new byte[height * (1 + CHANNELS * width)];
        int at = 0;
        for (int row = 0; row < height; row++) {
            raw[at++] = UP;
            for (int column = 0; column < width; column++) {
                int pixel = rgb[row * width + column];
                int above = row == 0 ? 0 : rgb[(row - 1) * width + column];
                raw[at++] = (byte) ((pixel >> 16) - (above >> 16));
                raw[at++] = (byte) ((pixel >> 8) - (above >> 8));
                raw[at++] = (byte) (pixel - above);
            }
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(SIGNATURE);
        ByteBuffer head = ByteBuffer.allocate(13).putInt(width).putInt(height);
        chunk(out, "IHDR", head.put(new byte[] {8, 2, 0, 0, 0}).array());
        chunk(out, "IDAT", packed(raw));
        chunk(out, "IEND", new byte[0]);
        return out.toByteArray();
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
