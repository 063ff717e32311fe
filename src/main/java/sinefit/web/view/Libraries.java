package sinefit.web.view;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Where the page's third-party files are. Versions are those of the webjars on the class path. */
public final class Libraries {
    /** The path they are served under, each file for ever: its version is in its address. */
    public static final String PATH = "/lib";

    private static final Map<String, String> VERSIONS =
            Stream.of("htmx.org", "chart.js", "katex")
                    .collect(Collectors.toMap(Function.identity(), Libraries::version));

    private Libraries() {}

    /** Address of a distributed file: {@code url("katex", "katex.min.js")}. */
    public static String url(String library, String file) {
        return PATH + "/" + library + "/" + VERSIONS.get(library) + "/dist/" + file;
    }

    private static String version(String name) {
        String path = "/META-INF/maven/org.webjars.npm/" + name + "/pom.properties";
        try (InputStream in =
                Objects.requireNonNull(Libraries.class.getResourceAsStream(path), path)) {
            Properties properties = new Properties();
            properties.load(in);
            return Objects.requireNonNull(properties.getProperty("version"), path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
