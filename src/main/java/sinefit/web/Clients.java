package sinefit.web;

import io.javalin.http.Context;
import io.javalin.http.Header;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Who asks. Behind proxies that is the address that the outermost of them saw; what stands further
 * to the left in {@code X-Forwarded-For} the client may have made up.
 *
 * @param proxies of one's own in front of the server; without any the header is not read
 */
record Clients(int proxies) {
    private static final Pattern ADDRESS = Pattern.compile("[0-9a-fA-F.:]{2,45}");

    /** The address that limits are counted by. */
    String of(Context ctx) {
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
        String address = hops.get(hops.size() - proxies).strip();
        return ADDRESS.matcher(address).matches() ? address : ctx.ip();
    }
}
