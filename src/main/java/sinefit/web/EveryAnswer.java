package sinefit.web;

import jakarta.servlet.http.HttpServletResponse;
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

    private static final String POLICIES = "Content-Security-Policy";
    private static final String PERMISSIONS = "Permissions-Policy";
    private static final String OPENER = "Cross-Origin-Opener-Policy";

    private static final String RESOURCE = "Cross-Origin-Resource-Policy";

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
                    .put(POLICIES, POLICY)
                    .put("X-Content-Type-Options", "nosniff")
                    .put("Referrer-Policy", "same-origin")
                    .put(PERMISSIONS, "camera=(), geolocation=(), microphone=()")
                    .put(OPENER, "same-origin")
                    .put(RESOURCE, "same-origin")
                    .put(HttpHeader.VARY, "Accept-Encoding, Accept-Language")
                    .asImmutable();

    /**
     * What is never a page of its own needs no policy for what a page does. A framed page may be
     * shut off from its own origin; its parts are nobody's secret.
     */
    static void ofPart(HttpServletResponse answer) {
        answer.setHeader(RESOURCE, "cross-origin");
        answer.setHeader("Access-Control-Allow-Origin", "*");
        answer.setHeader(POLICIES, "default-src 'none'; frame-ancestors 'none'");
        answer.setHeader(PERMISSIONS, null);
        answer.setHeader(OPENER, null);
        answer.setHeader("Vary", "Accept-Encoding");
    }

    /** What others may show as a picture. */
    static void shown(HttpServletResponse answer) {
        answer.setHeader(RESOURCE, "cross-origin");
    }

    /** What others may frame. */
    static void framed(HttpServletResponse answer) {
        answer.setHeader(POLICIES, POLICY.replace("frame-ancestors 'none'", "frame-ancestors *"));
        answer.setHeader(RESOURCE, "cross-origin");
    }

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
