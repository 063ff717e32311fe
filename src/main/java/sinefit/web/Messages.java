package sinefit.web;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.MissingResourceException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import sinefit.web.view.Texts;

/** The interface's words in one language. */
final class Messages implements Texts {
    private static final int LONGEST_HEADER = 200;
    private static final Messages ENGLISH = new Messages("en");
    private static final Messages KOREAN = new Messages("ko");
    private static final List<Messages> ALL = List.of(ENGLISH, KOREAN);

    private final String lang;
    private volatile @Nullable Map<String, String> texts;

    private Messages(String lang) {
        this.lang = lang;
    }

    /** Read when somebody first asks for this language. */
    private Map<String, String> texts() {
        Map<String, String> known = texts;
        if (known == null) {
            known = Pairs.texts("/web/i18n/" + lang + ".properties", '=');
            texts = known;
        }
        return known;
    }

    /** {@code ?lang} wins, then Accept-Language, then English. */
    static Messages pick(@Nullable String lang, @Nullable String accepted) {
        for (Messages messages : ALL) {
            if (messages.lang.equals(lang)) {
                return messages;
            }
        }
        return accepted == null ? ENGLISH : negotiated(accepted);
    }

    private static Messages negotiated(String accepted) {
        if (accepted.length() > LONGEST_HEADER) {
            return ENGLISH; // a thousand preferences take long to weigh
        }
        try {
            List<Locale> locales = List.of(Locale.ENGLISH, Locale.KOREAN);
            Locale best = Locale.lookup(Locale.LanguageRange.parse(accepted), locales);
            return Locale.KOREAN.equals(best) ? KOREAN : ENGLISH;
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            return ENGLISH; // a malformed header is no preference
        }
    }

    /** The other language. */
    Messages other() {
        return this == ENGLISH ? KOREAN : ENGLISH;
    }

    @Override
    public String lang() {
        return lang;
    }

    @Override
    public String get(String key, Object... arguments) {
        String text = texts().get(key);
        if (text == null) {
            throw new MissingResourceException("no text " + key, lang, key);
        }
        StringBuilder out = new StringBuilder();
        int from = 0;
        for (int at = text.indexOf('{'); at >= 0; at = text.indexOf('{', at + 1)) {
            if (at + 2 < text.length() && text.charAt(at + 2) == '}') {
                int index = text.charAt(at + 1) - '0';
                if (index >= 0 && index < arguments.length) {
                    out.append(text, from, at).append(arguments[index]);
                    from = at + 3;
                }
            }
        }
        return out.append(text.substring(from)).toString();
    }

    /** The language, if the reader chose one in the address. */
    Optional<String> chosen(Map<String, List<String>> query) {
        return query.containsKey("lang") ? Optional.of(lang()) : Optional.empty();
    }
}
