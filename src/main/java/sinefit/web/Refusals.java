package sinefit.web;

import io.javalin.http.ContentType;
import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.Map;
import sinefit.knob.Rejection;
import sinefit.stream.Wire;
import sinefit.training.InvalidRecipe;
import sinefit.web.view.Texts;

/** Bad input in words. */
final class Refusals {
    private Refusals() {}

    /** What is wrong with a value, without its key: "must be above 0.0 and at most 100.0". */
    static String reason(Texts texts, Rejection rejection) {
        return texts.get(rejection.reason(), rejection.bounds().toArray());
    }

    /** The whole sentence: key, what is wrong, what was given. */
    static String message(Texts texts, Rejection rejection) {
        String reason = reason(texts, rejection);
        return texts.get("reject.message", rejection.key(), reason, rejection.value());
    }

    /** 422 with {@link #body}. */
    static void answer(InvalidRecipe invalid, Context ctx) {
        ctx.status(422).contentType(ContentType.APPLICATION_JSON.getMimeType());
        ctx.result(body(invalid, ctx));
    }

    /**
     * {@code {"errors":[{"key","value","message"}…]}} in the reader's language; with {@code
     * "place"} where one character is to blame.
     */
    static byte[] body(InvalidRecipe invalid, Context ctx) {
        Texts texts = Pages.texts(ctx);
        return Wire.errors(invalid.rejections().stream().map(r -> error(texts, r)).toList());
    }

    private static Map<String, Object> error(Texts texts, Rejection rejection) {
        Map<String, Object> error = new LinkedHashMap<>();
        error.put("key", rejection.key());
        error.put("value", rejection.value());
        error.put("message", message(texts, rejection));
        if (rejection.place() > 0) {
            error.put("place", rejection.place());
        }
        return error;
    }
}
