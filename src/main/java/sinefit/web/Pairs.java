package sinefit.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/**
 * A file of texts that comes with the program: in UTF-8, a pair to a line, nothing escaped; empty
 * lines and those that begin with # are notes. {@link java.util.Properties}, which knows escapes
 * and more, would take a tenth of a server's start for them.
 */
final class Pairs {
    private Pairs() {}

    /** All pairs of a file of ours, by what stands before the first separator. */
    static Map<String, String> texts(String path, char separator) {
        return of(file(path), separator, bytes -> new String(bytes, UTF_8));
    }

    /** The same, what stands behind the separator left as it is in the file. */
    static Map<String, byte[]> bytes(String path, char separator) {
        return of(file(path), separator, Function.identity());
    }

    private static byte[] file(String path) {
        try (InputStream in = Objects.requireNonNull(Pairs.class.getResourceAsStream(path), path)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The pairs of a file whose last line ends, too. */
    private static <V> Map<String, V> of(byte[] file, char separator, Function<byte[], V> value) {
        Map<String, V> pairs = new HashMap<>();
        int from = 0;
        int between = -1;
        for (int i = 0; i < file.length; i++) {
            if (file[i] == separator && between < 0) {
                between = i;
            } else if (file[i] == '\n') {
                if (between >= 0 && file[from] != '#') {
                    String key = new String(file, from, between - from, UTF_8);
                    pairs.put(key, value.apply(Arrays.copyOfRange(file, between + 1, i)));
                }
                from = i + 1;
                between = -1;
            }
        }
        return pairs;
    }
}
