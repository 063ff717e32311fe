package sinefit.web;

import io.javalin.http.Context;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;

/**
 * Has a HEAD answered like the GET of the same address, by the same route, so that status and
 * headers are the same. The connection, which knows better, leaves the body out.
 */
final class HeadAsGet implements HttpConfiguration.Customizer {
    private static final String ATTRIBUTE = HeadAsGet.class.getName();

    @Override
    public Request customize(Request request, HttpFields.Mutable answer) {
        if (!HttpMethod.HEAD.is(request.getMethod())) {
            return request;
        }
        request.setAttribute(ATTRIBUTE, true);
        return new Request.Wrapper(request) {
            @Override
            public String getMethod() {
                return HttpMethod.GET.asString();
            }
        };
    }

    /** Whether nobody waits for the body: for answers that would take their time. */
    static boolean asked(Context ctx) {
        return ctx.req().getAttribute(ATTRIBUTE) != null;
    }
}
