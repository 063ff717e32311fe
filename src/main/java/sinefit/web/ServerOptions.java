package sinefit.web;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How the server runs.
 *
 * @param host address to listen on
 * @param port 0 for any free one
 * @param maxStreams open streams in all
 * @param maxStreamsPerClient open streams of one address
 * @param proxies of one's own in front of the server, whose X-Forwarded-For is believed
 * @param publicUrl scheme, host and port under which others reach it, "https://example.org"; empty
 *     if each request's own host will do
 */
public record ServerOptions(
        String host,
        int port,
        int maxStreams,
        int maxStreamsPerClient,
        int proxies,
        Optional<String> publicUrl) {
    private static final String PUBLIC_URL = "SINEFIT_PUBLIC_URL";

    private static final Pattern ORIGIN =
            Pattern.compile(
                    "(https?://(?:[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?"
                            + "|\\[[0-9A-Fa-f:.]{2,45}])(?::[0-9]{1,5})?)/?");

    /** Without a proxy. */
    public ServerOptions(String host, int port, int maxStreams, int maxStreamsPerClient) {
        this(host, port, maxStreams, maxStreamsPerClient, 0);
    }

    /** Without a public address. */
    public ServerOptions(
            String host, int port, int maxStreams, int maxStreamsPerClient, int proxies) {
        this(host, port, maxStreams, maxStreamsPerClient, proxies, Optional.empty());
    }

    /**
     * From the environment; everything has a default that is right for one machine.
     *
     * @throws IllegalArgumentException if a value is not a number in its bounds, or no address; it
     *     names the variable
     */
    public static ServerOptions of(Map<String, String> environment) {
        return new ServerOptions(
                environment.getOrDefault("HOST", "127.0.0.1"),
                number(environment, "PORT", 7070, 0, 65_535),
                number(environment, "SINEFIT_MAX_STREAMS", 5_000, 1, 1_000_000),
                number(environment, "SINEFIT_MAX_STREAMS_PER_CLIENT", 200, 1, 1_000_000),
                number(environment, "SINEFIT_PROXIES", 0, 0, 10),
                publicUrl(environment.getOrDefault(PUBLIC_URL, "").strip()));
    }

    private static Optional<String> publicUrl(String text) {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        var origin = ORIGIN.matcher(text);
        if (!origin.matches()) {
            throw new IllegalArgumentException(
                    PUBLIC_URL
                            + " must be scheme, host and port alone, such as https://example.org,"
                            + " not "
                            + text);
        }
        return Optional.of(origin.group(1));
    }

    private static int number(
            Map<String, String> environment, String name, int fallback, int low, int high) {
        String text = environment.getOrDefault(name, "").strip();
        if (text.isEmpty()) {
            return fallback;
        }
        if (text.matches("\\d{1,7}")) {
            int value = Integer.parseInt(text);
            if (value >= low && value <= high) {
                return value;
            }
        }
        throw new IllegalArgumentException(
                name + " must be a whole number from " + low + " to " + high + ", not " + text);
    }
}
