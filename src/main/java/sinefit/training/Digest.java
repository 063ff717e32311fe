package sinefit.training;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.stream.IntStream;
import sinefit.optim.OptimizerKind;
import sinefit.random.PythonDice;

/** A fingerprint of a run's outcome, equal on every machine and JDK. */
public final class Digest {
    /** Versions of the engine: each changes with every change that moves a bit of its results. */
    private static final int OVER_SAMPLES = 2;

    private static final int FAST_PATH = 3;

    /**
     * Of runs by a rule that was mended since, either way: NAdam as PyTorch 2 has it, and Rprop
     * whose first step is the rate in force by then.
     */
    private static final int MENDED_RULE = 4;

    private Digest() {}

    /** The version of the engine that computes a run. */
    public static int engine(Recipe recipe) {
        if (recipe.optimizer() == OptimizerKind.NADAM || beginsAtAnotherRate(recipe)) {
            return MENDED_RULE;
        }
        return recipe.takesFastPath() ? FAST_PATH : OVER_SAMPLES;
    }

    /** Whether Rprop's first step of a coefficient is not the rate that the run starts with. */
    private static boolean beginsAtAnotherRate(Recipe recipe) {
        if (recipe.optimizer() != OptimizerKind.RPROP
                || recipe.tweaks().stream().noneMatch(t -> t.knob().equals(Recipe.LR))) {
            return false;
        }
        int last = recipe.isDynamic() ? firstUseOfE(recipe) : 0;
        return IntStream.of(0, last).anyMatch(step -> !isFirstRate(recipe, step));
    }

    private static boolean isFirstRate(Recipe recipe, int step) {
        double then = recipe.settingsAt(step).get(Recipe.LR);
        return recipe.dtype().round(then) == recipe.dtype().round(recipe.lr());
    }

    /** The step whose dice use e first; 0 if none of the run's does. */
    private static int firstUseOfE(Recipe recipe) {
        PythonDice dice = new PythonDice(recipe.seed());
        for (int step = 0; step < recipe.steps(); step++) {
            if (dice.next() > 4) {
                return step;
            }
        }
        return 0;
    }

    /**
     * SHA-256, in hexadecimal, over engine version, canonical query (each ended by a line feed) and
     * the raw bits, big-endian, of final θ, sse and sae.
     */
    public static String of(Recipe recipe, StepValues last) {
        String engine = "sinefit-" + engine(recipe);
        byte[] text =
                (engine + "\n" + recipe.queryForDigest() + "\n").getBytes(StandardCharsets.UTF_8);
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
