package sinefit.web;

import io.javalin.http.Context;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;

/** What lies under a request. */
final class Connections {
    private Connections() {}

    /** Cuts the connection of a request, and with it a write that its reader does not take. */
    static Runnable abort(Context ctx) {
        return ServletContextRequest.getServletContextRequest(ctx.req())
                        .getConnectionMetaData()
                        .getConnection()
                        .getEndPoint()
                ::close;
    }
}
