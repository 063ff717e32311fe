package sinefit.knob;

/** {@code true} or {@code false}. */
public record ToggleDomain() implements Domain<Boolean> {
    @Override
    public Boolean parse(String text) throws Refusal {
        return switch (text.strip()) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new Refusal("reject.choice", "true, false");
        };
    }

    @Override
    public String format(Boolean value) {
        return value.toString();
    }
}
