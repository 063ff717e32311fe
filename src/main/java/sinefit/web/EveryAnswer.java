package sinefit.web;

import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;

/**
 * The headers of every answer, whoever gives it: a route, a file, or the server itself when it
 * cannot make sense of a request.
 */
final class EveryAnswer implements HttpConfiguration.Customizer {
    static final String REQUEST_ID = "X-Request-Id";

    private static final String POLICY =
            String.join(
                    "; ",
                    "default-src 'none'",
                    "script-src 'self'",
                    "style-src 'self'",
                    "img-src 'self'",
                    "font-src 'self'",
                    "connect-src 'self'",
                    "form-action 'self'",
                    "base-uri 'none'",
                    "frame-ancestors 'none'");

    private static final HttpFields FIXED =
            HttpFields.build()
                    .put("Content-Security-Policy", POLICY)
                    .put("X-Content-Type-Options", "nosniff")
                    .put("Referrer-Policy", "same-origin")
                    .put("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
                    .put("Cross-Origin-Opener-Policy", "same-origin")
                    .put("Cross-Origin-Resource-Policy", "same-origin")
                    .put(HttpHeader.VARY, "Accept-Encoding, Accept-Language")
                    .asImmutable();

    @Override
    public Request customize(Request request, HttpFields.Mutable answer) {
        put(answer);
        return request;
    }

    /** Puts them, and an id by which the answer can be found in the log. */
    static String put(HttpFields.Mutable answer) {
        for (HttpField field : FIXED) {
            answer.put(field);
        }
        String id = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
        answer.put(REQUEST_ID, id);
        return id;
    }
}
