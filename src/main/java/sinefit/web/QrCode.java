package sinefit.web;

import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;
import java.nio.charset.StandardCharsets;

/** An address as a QR code. */
final class QrCode {
    /** Bytes of an address whose code a phone still reads from a projector. */
    static final int LONGEST = 700;

    /** The white around it, in modules, without which no camera finds it. */
    private static final int QUIET = 4;

    private QrCode() {}

    /** Whether an address is short enough. */
    static boolean fits(String address) {
        return address.getBytes(StandardCharsets.UTF_8).length <= LONGEST;
    }

    /** The code as SVG, black on white, a module one unit wide. */
    static String svg(String address) {
        ByteMatrix modules;
        try {
            modules = Encoder.encode(address, ErrorCorrectionLevel.M).getMatrix();
        } catch (WriterException e) {
            throw new IllegalArgumentException("too long for a code: " + address.length(), e);
        }
        int size = modules.getWidth() + 2 * QUIET;
        StringBuilder path = new StringBuilder();
        for (int y = 0; y < modules.getHeight(); y++) {
            for (int x = 0; x < modules.getWidth(); ) {
                int from = x;
                while (x < modules.getWidth() && modules.get(x, y) == 1) {
                    x++;
                }
                if (x > from) {
                    path.append('M').append(from + QUIET).append(' ').append(y + QUIET);
                    path.append('h').append(x - from).append("v1h").append(from - x).append('z');
                } else {
                    x++;
                }
            }
        }
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 "
                + size
                + ' '
                + size
                + "\" shape-rendering=\"crispEdges\"><path fill=\"#fff\" d=\"M0 0h"
                + size
                + 'v'
                + size
                + "H0z\"/><path d=\""
                + path
                + "\"/></svg>";
    }
}
