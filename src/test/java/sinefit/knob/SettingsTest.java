package sinefit.knob;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SettingsTest {
    private static final Knob<Double> RATE = new Knob<>("lr", RealDomain.above(0, 100));
    private static final Knob<Long> STEPS = new Knob<>("steps", new WholeDomain(1, 9));

    @Test
    void aChangeLeavesTheOldSettingsAsTheyWere() {
        Settings one = Settings.EMPTY.with(RATE, 1.0);
        Settings two = one.with(RATE, 2.0).with(STEPS, 3L);
        assertEquals(1.0, one.get(RATE));
        assertEquals(2.0, two.get(RATE));
        assertEquals(3L, two.get(STEPS));
        assertEquals(Optional.empty(), one.find(STEPS));
        assertEquals(one.with(RATE, 2.0), two.without(STEPS));
        assertEquals(Optional.empty(), Settings.EMPTY.find(RATE));
    }

    @Test
    void theOrderOfChangesDoesNotMatter() {
        Settings one = Settings.EMPTY.with(RATE, 1.0).with(STEPS, 3L);
        Settings other = Settings.EMPTY.with(STEPS, 3L).with(RATE, 1.0);
        assertEquals(one, other);
        assertEquals(one.hashCode(), other.hashCode());
        assertNotEquals(one, other.with(RATE, 1.5));
    }

    @Test
    void aMissingValueIsMissedByName() {
        NoSuchElementException missing =
                assertThrows(NoSuchElementException.class, () -> Settings.EMPTY.get(STEPS));
        assertEquals("steps", missing.getMessage());
    }

    @Test
    void aRejectionShowsTheHeadOfAHugeValue() {
        Rejection rejection = new Rejection("k".repeat(500), "v".repeat(500), "why", List.of());
        assertEquals("k".repeat(100) + "…", rejection.key());
        assertEquals("v".repeat(100) + "…", rejection.value());
        assertEquals("v".repeat(100), new Rejection("k", "v".repeat(100), "y", List.of()).value());
    }

    @Test
    void aRejectionNeverCutsACharacterInTwo() {
        String smiles = "a" + "\ud83d\ude00".repeat(80);
        String shown = new Rejection("k", smiles, "why", List.of()).value();
        // An unpaired surrogate has no UTF-8.
        byte[] bytes = shown.getBytes(StandardCharsets.UTF_8);
        assertEquals(shown, new String(bytes, StandardCharsets.UTF_8));
        assertFalse(shown.length() > 101, shown);
    }
}
