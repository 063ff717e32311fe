package sinefit.web;

import java.util.Set;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import sinefit.stream.Meters.Refused;

/**
 * The answer to what no route gets to see: no valid HTTP, a path full of tricks, too many headers.
 */
final class BrokenRequests extends ErrorHandler {
    /** Another HTTP, another transfer coding: as bad as any other request. */
    private static final Set<Integer> NOT_UNDERSTOOD = Set.of(501, 505);

    private final RefusalLog refusals;

    BrokenRequests(RefusalLog refusals) {
        this.refusals = refusals;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        String id = EveryAnswer.put(response.getHeaders());
        int code = response.getStatus();
        if (NOT_UNDERSTOOD.contains(code)) {
            code = HttpStatus.BAD_REQUEST_400;
            response.setStatus(code);
        }
        if (code < HttpStatus.INTERNAL_SERVER_ERROR_500) {
            refusals.note(Refused.MALFORMED, code, request.getHttpURI().getPath(), id);
        }
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/plain;charset=utf-8");
        String text = code + " " + HttpStatus.getMessage(code) + "\n";
        Content.Sink.write(response, true, text, callback);
        return true;
    }
}
