package sinefit.web;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tuple;

/** A hundred thousand inputs, and none of them is too much. */
class HostilePropertiesTest {
    @Property(tries = 60_000, shrinking = ShrinkingMode.BOUNDED)
    void anyQueryIsReadOrRefused(@ForAll("queries") String query) {
        Hostile.query(query);
    }

    @Property(tries = 20_000, shrinking = ShrinkingMode.BOUNDED)
    void anyHeaderIsReadOrIgnored(@ForAll("headers") String header) {
        Hostile.header(header);
    }

    @Property(tries = 20_000, shrinking = ShrinkingMode.BOUNDED)
    void anyPathIsAFileOrNothing(@ForAll("paths") String path) {
        Hostile.path(path);
    }

    @Provide
    Arbitrary<String> queries() {
        // Few samples mostly, so that the time goes into reading and not into arithmetic.
        Arbitrary<String> few =
                Arbitraries.frequencyOf(
                                Tuple.of(9, Arbitraries.integers().between(2, 40)),
                                Tuple.of(1, Arbitraries.integers().between(2, 20_000)))
                        .map(n -> "n=" + n);
        Arbitrary<String> values =
                Arbitraries.oneOf(
                        Arbitraries.of(HostileWords.VALUES),
                        Arbitraries.doubles().map(String::valueOf),
                        Arbitraries.longs().map(String::valueOf),
                        tweaks(),
                        Arbitraries.strings().ofMaxLength(12));
        Arbitrary<String> pairs =
                Combinators.combine(Arbitraries.of(HostileWords.KEYS), values)
                        .as((key, value) -> key + "=" + value);
        Arbitrary<String> anything =
                Arbitraries.frequencyOf(
                        Tuple.of(20, pairs), Tuple.of(1, Arbitraries.strings().ofMaxLength(40)));
        return Combinators.combine(few, anything.list().ofMaxSize(7))
                .as(
                        (first, rest) -> {
                            List<String> all = new ArrayList<>(rest);
                            all.add(first);
                            return String.join("&", all);
                        });
    }

    private static Arbitrary<String> tweaks() {
        return Combinators.combine(
                        Arbitraries.integers().between(-1, 2_000),
                        Arbitraries.of("lr", "momentum", "eps", ""),
                        Arbitraries.doubles().between(-1, 200))
                .as((step, key, value) -> step + ":" + key + "=" + value);
    }

    @Provide
    Arbitrary<String> headers() {
        Arbitrary<String> items =
                Arbitraries.of(
                        "text/event-stream",
                        "*/*",
                        "gzip",
                        "ko",
                        "en-US",
                        "x-",
                        ";q=0",
                        ";q=1e9",
                        ";q=",
                        "-",
                        ",",
                        " ",
                        "max",
                        "1e5",
                        "999999",
                        "*");
        Arbitrary<String> mixed =
                Arbitraries.oneOf(items, Arbitraries.strings().ofMaxLength(8))
                        .list()
                        .ofMaxSize(12)
                        .map(parts -> parts.stream().collect(Collectors.joining()));
        Arbitrary<String> endless =
                Combinators.combine(items, Arbitraries.integers().between(1, 2_000))
                        .as((item, times) -> (item + ",").repeat(times));
        return Arbitraries.frequencyOf(Tuple.of(50, mixed), Tuple.of(1, endless));
    }

    @Provide
    Arbitrary<String> paths() {
        return Arbitraries.oneOf(
                        Arbitraries.of(
                                "..",
                                ".",
                                "/",
                                "//",
                                "css",
                                "base.css",
                                ".git",
                                "%2e",
                                "\\",
                                "a.js",
                                "\0",
                                "~",
                                ";",
                                "-",
                                "@",
                                "js"),
                        Arbitraries.strings().ofMaxLength(4))
                .list()
                .ofMaxSize(8)
                .map(parts -> String.join("", parts));
    }
}
