package sinefit.training;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A fingerprint of a run's outcome, equal on every machine and JDK. */
public final class Digest {
    /** Versions of the engine: each changes with every change that moves a bit of its results. */
    private static final int OVER_SAMPLES = 2;

    private static final int FAST_PATH = 3;

    private Digest() {}

    /** The version of the engine that computes a run. */
    public static int engine(Recipe recipe) {
        return recipe.takesFastPath() ? FAST_PATH : OVER_SAMPLES;
    }

    /**
     * SHA-256, in hexadecimal, over engine version, canonical query (each ended by a line feed) and
     * the raw bits, big-endian, of final θ, sse and sae.
     */
    public static String of(Recipe recipe, StepValues last) {
        String engine = "sinefit-" + engine(recipe);
        byte[] text = (engine + "\n" + recipe.query() + "\n").getBytes(StandardCharsets.UTF_8);
        int values = last.coefficients().length + 2;
        ByteBuffer buffer = ByteBuffer.allocate(text.length + values * Double.BYTES).put(text);
        for (double coefficient : last.coefficients()) {
            buffer.putDouble(coefficient);
        }
        buffer.putDouble(last.sse()).putDouble(last.sae());
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha.digest(buffer.array()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
