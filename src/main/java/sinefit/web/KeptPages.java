package sinefit.web;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * Pages as they go over the wire, compressed: a link that a whole class opens is made a page of
 * once. A page is the same for everybody who asks for it in the same words.
 */
final class KeptPages {
    /** Of all pages kept; one has some 30,000. */
    private static final long MOST_BYTES = 4L * 1024 * 1024;

    private final boolean keeps;
    private final AsyncCache<PageKey, Page> pages =
            Caffeine.newBuilder().maximumWeight(MOST_BYTES).weigher(KeptPages::weight).buildAsync();

    /**
     * None yet.
     *
     * @param keeps whether pages outlive their making; otherwise only those who ask at the same
     *     time share one
     */
    KeptPages(boolean keeps) {
        this.keeps = keeps;
    }

    private static int weight(PageKey key, Page page) {
        return page.body().bytes().length + 2 * key.query().length();
    }

    /**
     * All that a page depends on.
     *
     * @param slug the lesson in the path
     * @param lang the reader's language
     * @param base the server's address, as this reader knows it
     * @param query as it came
     */
    record PageKey(
            Place place, Optional<String> slug, String lang, Optional<String> base, String query) {}

    /**
     * A page made.
     *
     * @param whole whether nothing is missing that would be there another time
     */
    record Page(Encoding.Body body, boolean whole) {}

    /** One that is there or on its way. */
    Optional<CompletableFuture<Page>> find(PageKey key) {
        return Optional.ofNullable(pages.getIfPresent(key));
    }

    /** The same, or one to be made now, which is kept if it is whole. */
    CompletableFuture<Page> get(PageKey key, Supplier<CompletableFuture<Page>> make) {
        CompletableFuture<Page> mine = new CompletableFuture<>();
        CompletableFuture<Page> others = pages.asMap().putIfAbsent(key, mine);
        if (others != null) {
            return others;
        }
        return begun(make)
                .whenComplete(
                        (page, failure) -> {
                            if (failure != null || !page.whole() || !keeps) {
                                pages.asMap().remove(key, mine);
                            }
                            if (failure != null) {
                                mine.completeExceptionally(failure);
                            } else {
                                mine.complete(page);
                            }
                        });
    }

    private static CompletableFuture<Page> begun(Supplier<CompletableFuture<Page>> make) {
        try {
            return make.get();
        } catch (RuntimeException | Error e) { // whatever it is: others may be waiting for this one
            return CompletableFuture.failedFuture(e);
        }
    }
}
