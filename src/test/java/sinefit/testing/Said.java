package sinefit.testing;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What is said in the log. */
public final class Said {
    private Said() {}

    /** Something done. */
    @FunctionalInterface
    public interface Deed<E extends Exception> {
        void run() throws E;
    }

    /** The lines written to the log, which goes to standard error, while something is done. */
    public static <E extends Exception> List<String> inTheLog(Deed<E> deed) throws E {
        PrintStream before = System.err;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (PrintStream caught = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
            System.setErr(caught);
            deed.run();
        } finally {
            System.setErr(before);
        }
        return bytes.toString(StandardCharsets.UTF_8).lines().toList();
    }
}
