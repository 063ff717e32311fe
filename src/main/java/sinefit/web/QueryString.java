package sinefit.web;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import sinefit.problem.PlusSigns;
import sinefit.training.Recipe;

/**
 * A query string as it came, and its keys. Anything is a query string: bad escapes stay as is. What
 * messengers do to links on their way is undone as far as it is certain: an escaped ampersand is
 * {@code &}, and a raw {@code +} is a plus sign where only a sign can stand.
 */
record QueryString(String raw) {
    /** Keys that sites and apps append to a link that is passed on. */
    private static final Set<String> TRACKERS =
            Set.of(
                    // search engines and advertising
                    "gclid",
                    "gclsrc",
                    "dclid",
                    "gbraid",
                    "wbraid",
                    "gad_source",
                    "gad_campaignid",
                    "srsltid",
                    "msclkid",
                    "yclid",
                    "ysclid",
                    "_ga",
                    "_gl",
                    "rdt_cid",
                    "epik",
                    // Facebook, Instagram, Threads, X, TikTok, LinkedIn, Snapchat, YouTube, Spotify
                    "fbclid",
                    "igsh",
                    "igshid",
                    "ig_rid",
                    "xmt",
                    "twclid",
                    "ref_src",
                    "ref_url",
                    "ttclid",
                    "_r",
                    "_t",
                    "li_fat_id",
                    "trk",
                    "trackingid",
                    "lipi",
                    "sccid",
                    "si",
                    "share_id",
                    "feature",
                    // Naver, Kakao, Daum
                    "napm",
                    "n_media",
                    "n_query",
                    "n_rank",
                    "n_ad_group",
                    "n_ad",
                    "n_keyword_id",
                    "n_keyword",
                    "n_campaign_type",
                    "n_ad_group_type",
                    "n_match",
                    "n_network",
                    "n_mall_pid",
                    "kakao_agent",
                    "kakaotrack",
                    "k_ad",
                    "k_media",
                    // WeChat, Alibaba
                    "isappinstalled",
                    "from",
                    "nsukey",
                    "spm",
                    "scm",
                    // mailings
                    "mc_cid",
                    "mc_eid",
                    "_hsenc",
                    "_hsmi",
                    "hsctatracking",
                    "mkt_tok",
                    "vero_id",
                    "oly_enc_id",
                    "oly_anon_id",
                    "_bta_c",
                    "_bta_tid",
                    "ck_subscriber_id",
                    "s_cid",
                    "wickedid",
                    "ml_subscriber",
                    "ml_subscriber_hash");

    private static final Pattern AMPERSAND = Pattern.compile("(?i)^(?:amp;)+");

    /** A key whose value is a formula, and those whose value is an address or a query. */
    private static final String FORMULA = Recipe.F.key();

    private static final Set<String> NESTED = Set.of("pin", "carry", "url");
    private static final Pattern EXPONENT =
            Pattern.compile("(?<=[0-9.][eE])" + PlusSigns.OPEN + "(?=[0-9])");

    static QueryString of(@Nullable String raw) {
        return new QueryString(raw == null ? "" : raw);
    }

    /** All keys with their values, decoded, in their order. */
    Map<String, List<String>> values() {
        // Only a form has both: there a blank is a +, and a plus sign is always escaped.
        boolean form = raw.contains("carry=") && raw.contains("f=");
        Map<String, List<String>> values = new LinkedHashMap<>();
        pairs().forEach(
                        pair ->
                                values.computeIfAbsent(key(pair), k -> new ArrayList<>())
                                        .add(value(pair, form)));
        return values;
    }

    /** The first value of a key; empty if it is missing. */
    static String first(Map<String, List<String>> values, String key) {
        return values.getOrDefault(key, List.of()).stream().findFirst().orElse("");
    }

    /** A text as it stands in a query. */
    static String escaped(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** A query that is the value of a key in another: its pairs may be parted by {@code ;}. */
    static QueryString nested(String value) {
        return new QueryString(value.replace(';', '&'));
    }

    /** Whether something has been appended to it or written into it on its way. */
    boolean mangled() {
        return split().anyMatch(pair -> tracking(pair) || AMPERSAND.matcher(pair).lookingAt());
    }

    /** The query as it was before that. */
    String mended() {
        return pairs().filter(pair -> !tracking(pair)).collect(Collectors.joining("&"));
    }

    private Stream<String> pairs() {
        return split().map(pair -> AMPERSAND.matcher(pair).replaceFirst(""));
    }

    private Stream<String> split() {
        return Stream.of(raw.split("&")).filter(pair -> !pair.isEmpty());
    }

    private static boolean tracking(String pair) {
        String key = key(pair).toLowerCase(Locale.ROOT);
        return key.startsWith("utm_") || TRACKERS.contains(key);
    }

    private static String key(String pair) {
        int equals = pair.indexOf('=');
        return decode(equals < 0 ? pair : pair.substring(0, equals));
    }

    private static String value(String pair, boolean form) {
        int equals = pair.indexOf('=');
        if (equals < 0) {
            return "";
        }
        String key = key(pair);
        String escaped = pair.substring(equals + 1);
        if (escaped.indexOf('+') < 0) {
            return decode(escaped);
        }
        if (NESTED.contains(key)) {
            return decode(escaped.replace("+", "%2B"));
        }
        String open = decode(escaped.replace('+', PlusSigns.OPEN));
        return key.equals(FORMULA) && !form
                ? PlusSigns.read(open)
                : EXPONENT.matcher(open).replaceAll("+").replace(PlusSigns.OPEN, ' ');
    }

    /** A path without its escapes. */
    static String plain(String path) {
        return decode(path.replace("+", "%2B"));
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text.replace(PlusSigns.OPEN, '+');
        }
    }
}
