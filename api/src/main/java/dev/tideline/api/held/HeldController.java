package dev.tideline.api.held;

import dev.tideline.api.http.Blocking;
import dev.tideline.api.http.QueryReader;
import dev.tideline.api.security.Caller;
import dev.tideline.api.settings.ShadowDatabase;
import dev.tideline.engine.database.Database;
import dev.tideline.engine.offer.held.HeldOffer;
import dev.tideline.engine.offer.held.HeldOffers;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The queue of whoever releases offers. */
@RestController
@Tag(name = "decisions", description = "Offers that a product pulls for a screen, and what happens to them")
class HeldController {

    private final HeldOffers held;
    private final HeldOffers ofTests;

    HeldController(Database database, ShadowDatabase shadow) {
        this.held = new HeldOffers(database);
        this.ofTests = new HeldOffers(shadow.database());
    }

    /**
     * A page of offers that wait.
     *
     * @param items those that wait longest first
     * @param next cursor of the next page; null on the last
     */
    record HeldPage(List<HeldView> items, @Nullable String next) {}

    /**
     * An offer that waits for a person.
     *
     * @param decisionId by which it is released or voided
     * @param reason why it is held: HELD_BY_BREAKER, or that of risk
     * @param since when it began to wait
     * @param expiresAt when it lapses if nobody does anything
     */
    record HeldView(
            String decisionId,
            String userId,
            String personId,
            String placement,
            String playbook,
            String rule,
            List<String> incentives,
            String reason,
            Instant since,
            Instant expiresAt) {

        static HeldView of(HeldOffer offer) {
            return new HeldView(
                    offer.decision().toString(),
                    offer.userId(),
                    offer.personId(),
                    offer.placement(),
                    offer.playbook(),
                    offer.rule(),
                    offer.incentives(),
                    offer.reason(),
                    offer.since(),
                    offer.expiresAt());
        }
    }

    @GetMapping("/v1/decisions")
    @Operation(
            operationId = "listHeldOffers",
            summary = "Offers that a breaker or risk holds until a person releases or voids them")
    Mono<HeldPage> list(
            @Parameter(schema = @Schema(type = "string", allowableValues = "pending", defaultValue = "pending"))
                    @RequestParam(required = false)
                    @Nullable
                    String state,
            @RequestParam(required = false) @Nullable String cursor,
            @Parameter(schema = @Schema(type = "integer", minimum = "1", maximum = "1000", defaultValue = "100"))
                    @RequestParam(required = false)
                    @Nullable
                    String limit,
            Caller caller) {
        QueryReader query = new QueryReader();
        query.word("state", state, List.of("pending"));
        int most = query.whole("limit", limit, 100, 1, 1_000);
        query.check();
        return Blocking.call(() -> (caller.isTest() ? ofTests : held).page(cursor, most))
                .map(page ->
                        new HeldPage(page.offers().stream().map(HeldView::of).toList(), page.next()))
                .onErrorMap(IllegalArgumentException.class, e -> QueryReader.refusedCursor(cursor, e));
    }
}
