package sinefit.knob;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;

/** An immutable choice of values, one for each of some knobs. */
public final class Settings {
    public static final Settings EMPTY = new Settings(Map.of());
    private final Map<Knob<?>, Object> values;

    private Settings(Map<Knob<?>, Object> values) {
        this.values = values;
    }

    /** These settings with one more value, or another one. */
    public <T> Settings with(Knob<T> knob, T value) {
        if (value.equals(values.get(knob))) {
            return this;
        }
        Map<Knob<?>, Object> copy = new LinkedHashMap<>(values);
        copy.put(knob, value);
        return new Settings(copy);
    }

    /** These settings, this knob left open. */
    public Settings without(Knob<?> knob) {
        Map<Knob<?>, Object> copy = new LinkedHashMap<>(values);
        copy.remove(knob);
        return new Settings(copy);
    }

    /** The values of some knobs, of those that have one. */
    public Settings only(Collection<Knob<?>> knobs) {
        Map<Knob<?>, Object> copy = new LinkedHashMap<>();
        for (Knob<?> knob : knobs) {
            Object value = values.get(knob);
            if (value != null) {
                copy.put(knob, value);
            }
        }
        return new Settings(copy);
    }

    /** The knobs that have a value, in the order they were given one. */
    public List<Knob<?>> knobs() {
        return List.copyOf(values.keySet());
    }

    /** These settings and others, which win. */
    public Settings and(Settings others) {
        Map<Knob<?>, Object> copy = new LinkedHashMap<>(values);
        copy.putAll(others.values);
        return new Settings(copy);
    }

    /** The value of a knob, if it has one. */
    @SuppressWarnings("unchecked") // `with` keeps the type of each knob
    public <T> Optional<T> find(Knob<T> knob) {
        return Optional.ofNullable((T) values.get(knob));
    }

    /**
     * The value of a knob.
     *
     * @throws NoSuchElementException if it has none
     */
    public <T> T get(Knob<T> knob) {
        return find(knob).orElseThrow(() -> new NoSuchElementException(knob.key()));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Settings that && values.equals(that.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    @Override
    public String toString() {
        return values.toString();
    }
}
