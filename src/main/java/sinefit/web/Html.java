package sinefit.web;

import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.javalin.http.Context;
import io.javalin.http.Header;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Templates made into answers, their formulas set. */
final class Html {
    /** The content type. */
    static final String TYPE = "text/html; charset=utf-8";

    private final TemplateEngine templates;
    private final Deliveries deliveries;

    Html(TemplateEngine templates, Deliveries deliveries) {
        this.templates = templates;
        this.deliveries = deliveries;
    }

    /** A template without formulas, with what it shows, by the names it has there. */
    String text(String template, Map<String, Object> model) {
        StringOutput out = new StringOutput();
        templates.render(template, model, out);
        return out.toString();
    }

    /** One in UTF-8, its formulas set, numbers and formulas in its prose kept together. */
    byte[] rendered(String template, Map<String, Object> model) {
        return Formulas.set(Unbroken.page(text(template, model)));
    }

    /** One as the only piece of an answer that workers make. */
    Iterator<byte[]> pieces(String template, Map<String, Object> model) {
        return List.of(rendered(template, model)).iterator();
    }

    /** Sends one, at the reader's pace. */
    CompletableFuture<Void> deliver(Context ctx, String template, Map<String, Object> model) {
        return deliveries.deliver(ctx, TYPE, rendered(template, model));
    }

    /** Answers with one that is not to be kept: what it shows is made for this request. */
    void answer(Context ctx, String template, Map<String, Object> model) {
        ctx.header(Header.CACHE_CONTROL, "no-store");
        ctx.future(() -> deliver(ctx, template, model));
    }
}
