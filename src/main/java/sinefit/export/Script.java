package sinefit.export;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A run as a program: its lines, and which part of a step each one is. */
public record Script(List<Line> lines) {
    /** The four parts of a step. */
    public enum Phase {
        FORWARD,
        LOSS,
        GRADIENT,
        UPDATE
    }

    /**
     * One line.
     *
     * @param text without the line feed
     * @param phase part of the step it belongs to; null outside the step
     * @param live the value it computes: {@code yhat}, {@code res}, {@code gy} (arrays over the
     *     samples: ŷ, ŷ − y, ∂loss/∂ŷ), {@code z}, {@code p3}, {@code gz} (of ŷ = a + b P₃(z)),
     *     {@code roll} (of the dice), {@code loss}, {@code sae}, {@code g0} (gradient of the first
     *     coefficient), {@code n0} (that coefficient after the update), {@code t}; or null
     */
    public record Line(String text, @Nullable Phase phase, @Nullable String live) {}

    public Script {
        lines = List.copyOf(lines);
    }

    /** The whole text, each line ended by a line feed. */
    public String text() {
        return lines.stream().map(line -> line.text() + "\n").collect(Collectors.joining());
    }

    /** Lines being collected. */
    static final class Writer {
        private final List<Line> lines = new ArrayList<>();

        Writer add(String... texts) {
            for (String text : texts) {
                lines.add(new Line(text, null, null));
            }
            return this;
        }

        Writer add(Phase phase, String text) {
            lines.add(new Line(text, phase, null));
            return this;
        }

        Writer add(Phase phase, String live, String text) {
            lines.add(new Line(text, phase, live));
            return this;
        }

        Writer live(String live, String text) {
            lines.add(new Line(text, null, live));
            return this;
        }

        Script script() {
            return new Script(lines);
        }
    }
}
