package sinefit.web;

import io.javalin.http.Context;
import java.util.concurrent.Executor;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;

/** What lies under a request. */
final class Connections {
    private Connections() {}

    /** The threads that requests are handled on. */
    static Executor threads(Context ctx) {
        return ServletContextRequest.getServletContextRequest(ctx.req())
                .getComponents()
                .getExecutor();
    }

    /** Cuts the connection of a request, and with it a write that its reader does not take. */
    static Runnable abort(Context ctx) {
        return ServletContextRequest.getServletContextRequest(ctx.req())
                        .getConnectionMetaData()
                        .getConnection()
                        .getEndPoint()
                ::close;
    }
}
