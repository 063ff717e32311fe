package sinefit.web;

import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Header;
import java.util.Map;
import sinefit.web.view.TeachView;
import sinefit.web.view.Texts;

/** The tour's words and the teacher's guide. */
final class GuideRoutes {
    private static final String HTML = "text/html; charset=utf-8";

    private final TemplateEngine templates;
    private final Deliveries deliveries;
    private final Teach teach;

    GuideRoutes(TemplateEngine templates, Deliveries deliveries, Teach teach) {
        this.templates = templates;
        this.deliveries = deliveries;
        this.teach = teach;
    }

    void add(RoutesConfig routes) {
        routes.get("/tour", this::tour);
        routes.get("/teach", this::teach);
        routes.head("/teach", this::teach);
    }

    private void tour(Context ctx) {
        Texts texts = Pages.texts(ctx);
        ctx.header(Header.CACHE_CONTROL, "no-cache");
        String html = rendered("tour.jte", Map.of("texts", texts));
        ctx.future(() -> deliveries.deliver(ctx, HTML, html));
    }

    private void teach(Context ctx) {
        TeachView view = teach.view(Pages.texts(ctx));
        ctx.header(Header.CACHE_CONTROL, "no-store");
        String html = rendered("teach.jte", Map.of("teach", view));
        ctx.future(() -> deliveries.deliver(ctx, HTML, html));
    }

    private String rendered(String template, Map<String, Object> model) {
        StringOutput out = new StringOutput();
        templates.render(template, model, out);
        return out.toString();
    }
}
