package sinefit.bench.load;

/** How often each whole number of milliseconds was seen, from −2 s to a minute. One writer. */
final class Histogram {
    private static final int LOWEST = -2_000;
    private static final int HIGHEST = 60_000;
    private final int[] counts = new int[HIGHEST - LOWEST + 1];
    private long count;

    void add(double millis) {
        int whole = (int) Math.ceil(millis);
        counts[Math.min(Math.max(whole, LOWEST), HIGHEST) - LOWEST]++;
        count++;
    }

    long count() {
        return count;
    }

    /** The least value that a share of all does not exceed; 0 if there is none at all. */
    int quantile(double share) {
        long rank = (long) Math.ceil(share * count);
        long seen = 0;
        for (int i = 0; i < counts.length && count > 0; i++) {
            seen += counts[i];
            if (seen >= rank && seen > 0) {
                return i + LOWEST;
            }
        }
        return 0;
    }

    /** The half, 99 % and all of them do not exceed these. */
    String summary() {
        return quantile(0.5) + " / " + quantile(0.99) + " / " + quantile(1);
    }
}
