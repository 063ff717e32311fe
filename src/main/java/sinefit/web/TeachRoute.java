package sinefit.web;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.Map;

/** The teacher's guide. */
final class TeachRoute implements Handler {
    private final Teach teach;
    private final Html html;

    TeachRoute(Teach teach, Html html) {
        this.teach = teach;
        this.html = html;
    }

    @Override
    public void handle(Context ctx) {
        html.answer(ctx, "teach.jte", Map.of("teach", teach.view(Pages.texts(ctx))));
    }
}
