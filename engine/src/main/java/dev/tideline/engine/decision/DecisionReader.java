package dev.tideline.engine.decision;

import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Reads decisions for requests. */
public interface DecisionReader {

    /**
     * Decisions of one account, latest first.
     *
     * @param userId the exchange's id; an unknown one has no decisions
     * @param cursor {@link Page#next} of the page before; null for the first
     * @param limit most decisions of the page, 1 to 500
     * @throws IllegalArgumentException (as an error signal) if the cursor is not one of ours
     */
    Mono<Page> ofUser(String userId, @Nullable String cursor, int limit);

    /**
     * One page.
     *
     * @param decisions latest first
     * @param next cursor of the next page; null after the last
     */
    record Page(List<StoredDecision> decisions, @Nullable String next) {
        public Page {
            decisions = List.copyOf(decisions);
        }
    }
}
