package sinefit.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import sinefit.testing.WithServer;

/** No line ends within a number or a formula, and no translator touches one. */
class UnbrokenTest extends WithServer {
    /** What stands in brackets of the corner kind is kept together. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "at 5e-6 it diverges~ at «5e-6» it diverges",
                "the curve sin x on [−π, π] is~ the curve «sin x» on «[−π, π]» is",
                "prints Σ|ŷ − y| but lowers Σ(ŷ − y)².~ prints «Σ|ŷ − y|» but lowers «Σ(ŷ − y)²».",
                "after t steps e₀(1 − ηλ)ᵗ is left~ after t steps «e₀(1 − ηλ)ᵗ» is left",
                "plus e x⁴ + e x⁵ with~ plus «e x⁴ + e x⁵» with",
                "within 1 % of 273\u2009899 or 1.2×10⁻⁷~ within «1 %» of «273\u2009899» or"
                        + " «1.2×10⁻⁷»",
                "2/(1 − μ)를 넘으면~ «2/(1 − μ)»를 넘으면",
                "1/n Σ (ŷ − y)² and −0.5~ «1/n» Σ «(ŷ − y)²» and «−0.5»",
                "a run of 2000 points~ a run of 2000 points",
                "He said (see below) a lot: I am~ He said (see below) a lot: I am",
                "x &lt; 5 &amp; y = 3~ «x &lt; 5» &amp; «y = 3»",
                "float32, step 12, e.g. a~ float32, step 12, e.g. a",
                "y = a + b x + c x² + d x³ + f x⁴~ «y» «= a» «+ b x» «+ c x²» «+ d x³» «+ f x⁴»",
            })
    void formulasInProseStayTogether(String text, String expected) {
        String kept = Unbroken.page("<p>" + text + "</p>");
        String read =
                kept.replace("<span class=\"nobr\" translate=\"no\">", "«").replace("</span>", "»");
        assertEquals("<p>" + expected + "</p>", read);
    }

    @Test
    void whatIsNoProseStaysAsItIs() {
        for (String left :
                List.of(
                        "<style>a + b</style>",
                        "<svg><svg><text>5e-6</text></svg><text>a + b</text></svg>",
                        "<option>5e-6</option>",
                        "<span title=\"5e-6\" translate=\"no\" data-tex=\"a\">a + b</span>",
                        "<b title=\"a > 5e-6\"></b>",
                        "<!-- 5e-6 > 3 -->")) {
            assertEquals(left, Unbroken.page(left));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/?lang=en",
                "/?lang=ko",
                "/lessons/autograd?lang=en",
                "/lessons/function?lang=ko",
                "/lessons/optim?lang=en&optimizer=adam",
                "/lessons/dynamic?lang=ko",
                "/embed/nn?lang=en",
                "/teach?lang=en",
                "/teach?lang=ko",
                "/missions/numpy?lang=ko",
                "/labs/numpy?lang=en",
                "/?lang=ko&lr=9&basis=legendre&degree=5"
            })
    void noTranslatorTouchesFormulasCodeAndNumbers(String path) {
        Document page = Jsoup.parse(site().get(path).body());
        page.select("svg, script, style, title, option, [data-words]").remove();
        Pattern formula =
                Pattern.compile(
                        "\\d[\\d.]*e-\\d|\\d\\u2009\\d{3}|×10[⁻⁰¹-⁹]|sin x|\\([^()가-힣]* [−+]"
                                + " [^()]*\\)|[²³⁴] [−+]");
        List<String> open = new ArrayList<>();
        for (Element element : page.select("pre, code, kbd, .katex, .src, .brand, [data-v], .mv")) {
            if (element.closest("[translate=no]") == null) {
                open.add(element.outerHtml());
            }
        }
        for (Element element : page.select("p, li, td, th, span, b, dd, h1, h2, h3")) {
            for (TextNode text : element.textNodes()) {
                if (formula.matcher(text.text()).find()
                        && element.closest("[translate=no], button, label, summary") == null) {
                    open.add(text.text());
                }
            }
        }
        assertTrue(page.select("[translate=no]").size() > 3, path);
        assertEquals(List.of(), open);
    }
}
