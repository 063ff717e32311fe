package sinefit.knob;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A few numbers of one domain, parted by commas, or by semicolons where a comma may be a decimal
 * mark. How many there must be is the model's affair.
 */
public record VectorDomain(RealDomain element, int most) implements Domain<List<Double>> {
    @Override
    public List<Double> parse(String text) throws Refusal {
        String[] parts = text.split(text.indexOf(';') < 0 ? "," : ";", -1);
        if (parts.length > most) {
            throw new Refusal("reject.count", String.valueOf(most), String.valueOf(parts.length));
        }
        List<Double> values = new ArrayList<>();
        for (String part : parts) {
            values.add(element.parse(part));
        }
        return List.copyOf(values);
    }

    @Override
    public String format(List<Double> values) {
        return values.stream().map(element::format).collect(Collectors.joining(","));
    }
}
