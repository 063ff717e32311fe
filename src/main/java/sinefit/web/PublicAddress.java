package sinefit.web;

import io.javalin.http.Context;
import io.javalin.http.Header;
import java.net.URI;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Under which address others reach this server: the one it was told, else the one that a request
 * was sent to, as far as that is a host and nothing more. It is only put into answers to readers
 * who came by it; none but this server may keep them.
 *
 * @param told scheme, host and port, without a slash at the end
 * @param behindProxy whether X-Forwarded-Proto is believed
 */
record PublicAddress(Optional<String> told, boolean behindProxy) {
    private static final Pattern HOST =
            Pattern.compile(
                    "(?:[A-Za-z0-9][A-Za-z0-9.-]{0,252}|\\[[0-9A-Fa-f:.]{2,45}])(?::[0-9]{1,5})?");
    private static final String FORWARDED_PROTO = "X-Forwarded-Proto";
    private static final Pattern STRAY_PERCENT = Pattern.compile("%(?![0-9A-Fa-f]{2})");

    /** What browsers leave as it is in a path or query, and URI refuses. */
    private static final String BARE = " \"<>\\^`{|}[]";

    private static final int LONGEST = 8_000;

    /** Scheme, host and port for the answer to a request; empty if it names none that is safe. */
    Optional<String> of(Context ctx) {
        return told.or(() -> asked(ctx));
    }

    private Optional<String> asked(Context ctx) {
        String host = ctx.header(Header.HOST);
        if (host == null || !HOST.matcher(host).matches()) {
            return Optional.empty();
        }
        boolean secure = behindProxy && "https".equals(ctx.header(FORWARDED_PROTO));
        return Optional.of((secure ? "https://" : "http://") + host);
    }

    /**
     * Path and query of an address of this server.
     *
     * @return empty if it is nobody's, or somebody else's
     */
    Optional<URI> own(Context ctx, String address) {
        if (address.length() > LONGEST) {
            return Optional.empty();
        }
        List<String> hosts = new ArrayList<>();
        told.map(URI::create).map(URI::getRawAuthority).ifPresent(hosts::add);
        asked(ctx).map(URI::create).map(URI::getRawAuthority).ifPresent(hosts::add);
        try {
            URI uri = URI.create(strict(address));
            boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            String host = uri.getRawAuthority();
            boolean mine = host != null && hosts.stream().anyMatch(host::equalsIgnoreCase);
            return web && mine ? Optional.of(uri) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** An address as browsers take it, in the spelling that {@link URI} insists on. */
    private static String strict(String address) {
        int path = address.indexOf('/', address.indexOf("://") + 3);
        if (path < 0) {
            return address;
        }
        String rest = STRAY_PERCENT.matcher(address.substring(path)).replaceAll("%25");
        StringBuilder strict = new StringBuilder(address.substring(0, path));
        for (int i = 0; i < rest.length(); i++) {
            char c = rest.charAt(i);
            if (BARE.indexOf(c) >= 0) {
                strict.append('%').append(HexFormat.of().withUpperCase().toHexDigits((byte) c));
            } else {
                strict.append(c);
            }
        }
        return strict.toString();
    }
}
