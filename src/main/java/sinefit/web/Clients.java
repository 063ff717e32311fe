package sinefit.web;

import io.javalin.http.Context;
import io.javalin.http.Header;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Who asks. Behind proxies that is the address that the outermost of them saw; what stands further
 * to the left in {@code X-Forwarded-For} the client may have made up.
 *
 * @param proxies of one's own in front of the server; without any the header is not read
 */
record Clients(int proxies) {
    private static final Pattern V4 = Pattern.compile("(\\d{1,3}(?:\\.\\d{1,3}){3})(?::\\d+)?");
    private static final Pattern V6 =
            Pattern.compile("\\[?([0-9a-fA-F:.]{2,45})(?:%\\w+)?(?:](?::\\d+)?)?");

    /**
     * The address that limits are counted by. Of an IPv6 address the first half: the other is
     * whatever its owner likes.
     */
    String of(Context ctx) {
        return counted(hop(ctx)).or(() -> counted(ctx.ip())).orElseGet(ctx::ip);
    }

    /** An address without what anybody can vary; empty if it is none. */
    static Optional<String> counted(String address) {
        Matcher v4 = V4.matcher(address);
        if (v4.matches()) {
            return Optional.of(v4.group(1));
        }
        Matcher v6 = V6.matcher(address);
        if (!v6.matches()) {
            return Optional.empty();
        }
        try {
            // In brackets it is never looked up as a name.
            InetAddress read = InetAddress.getByName("[" + v6.group(1) + "]");
            return Optional.of(
                    read instanceof Inet6Address
                            ? HexFormat.ofDelimiter(":").formatHex(read.getAddress(), 0, 8)
                            : read.getHostAddress());
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    private String hop(Context ctx) {
        if (proxies == 0) {
            return ctx.ip();
        }
        List<String> hops = new ArrayList<>();
        for (String header : Collections.list(ctx.req().getHeaders(Header.X_FORWARDED_FOR))) {
            hops.addAll(List.of(header.split(",", -1)));
        }
        if (hops.size() < proxies) {
            return ctx.ip(); // it did not come through all of them
        }
        return hops.get(hops.size() - proxies).strip();
    }
}
