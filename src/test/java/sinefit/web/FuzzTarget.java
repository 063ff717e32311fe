package sinefit.web;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;

/** What Jazzer calls with inputs that it makes up, led by what code they reach. */
public final class FuzzTarget {
    private FuzzTarget() {}

    /** Loading and instrumenting classes takes memory that is not the first input's doing. */
    public static void fuzzerInitialize() {
        Hostile.canonical("lesson=dynamic&batch=5&optimizer=adam&beta1=2");
        Hostile.canonical("target=f&f=sin(x)&noise=0.1&tweak=5:lr=1");
    }

    public static void fuzzerTestOneInput(FuzzedDataProvider data) {
        switch (data.consumeInt(0, 7)) {
            case 0 -> Hostile.header(data.consumeRemainingAsString());
            case 1 -> Hostile.path(data.consumeRemainingAsString());
            case 2 -> Hostile.query("n=9&" + data.consumeRemainingAsString());
            default -> Hostile.query(query(data));
        }
    }

    private static String query(FuzzedDataProvider data) {
        StringBuilder query = new StringBuilder("n=").append(data.consumeInt(2, 50));
        while (data.remainingBytes() > 0 && query.length() < 2_000) {
            query.append('&').append(data.pickValue(HostileWords.KEYS)).append('=');
            query.append(
                    data.consumeBoolean()
                            ? data.pickValue(HostileWords.VALUES)
                            : data.consumeString(12));
        }
        return query.toString();
    }
}
