package dev.tideline.api.reconciliation;

import dev.tideline.api.http.Blocking;
import dev.tideline.api.http.QueryReader;
import dev.tideline.api.ingest.IngestView;
import dev.tideline.api.ingest.Uploads;
import dev.tideline.engine.database.Database;
import dev.tideline.engine.evaluation.EvaluationPolicy;
import dev.tideline.engine.ingest.check.IngestLimits;
import dev.tideline.engine.reconciliation.Reconciliations;
import dev.tideline.engine.reconciliation.Statements;
import dev.tideline.engine.timeline.Days;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** What the wallet reports that it paid, against what the ledger says. */
@RestController
@Tag(name = "reconciliation", description = "The ledger against the wallet, day by day")
class ReconciliationController {

    private static final String CSV = "text/csv";

    private final Statements statements;
    private final Reconciliations reconciliations;
    private final ZoneId zone;
    private final Clock clock;

    ReconciliationController(Database database, IngestLimits limits, Days days, EvaluationPolicy policy, Clock clock) {
        this.statements = new Statements(database, limits);
        this.reconciliations = new Reconciliations(database, days.zone(), policy.incentives());
        this.zone = days.zone();
        this.clock = clock;
    }

    @PostMapping(path = "/v1/reconciliation", consumes = CSV)
    @Operation(
            operationId = "takeStatement",
            summary = "Replace the wallet's statement of a day",
            description =
                    "CSV with the header grant_key,asset,amount: a line a payment, what was taken back below 0, nothing of what is"
                            + " given in kind. One"
                            + " bad line refuses the whole statement. Lines with a key and asset that an earlier one has are"
                            + " added to it and counted as duplicates.",
            requestBody =
                    @RequestBody(
                            required = true,
                            content = @Content(mediaType = CSV, schema = @Schema(type = "string"))))
    Mono<IngestView> take(
            @Parameter(required = true, schema = @Schema(type = "string", format = "date"))
                    @RequestParam(required = false)
                    @Nullable
                    String date,
            ServerHttpRequest request) {
        LocalDate day = day(new QueryReader(), date);
        return Uploads.take(request, body -> statements.take(day, body, clock.instant()));
    }

    @GetMapping("/v1/reconciliation")
    @Operation(
            operationId = "getReconciliation",
            summary = "Differences between the ledger and the wallet on a day, by asset and by grant key")
    Mono<ReconciliationView> get(
            @Parameter(required = true, schema = @Schema(type = "string", format = "date"))
                    @RequestParam(required = false)
                    @Nullable
                    String date,
            @RequestParam(defaultValue = "") String after,
            @Parameter(schema = @Schema(type = "integer", minimum = "1", maximum = "1000", defaultValue = "100"))
                    @RequestParam(required = false)
                    @Nullable
                    String limit) {
        QueryReader query = new QueryReader();
        int most = query.whole("limit", limit, 100, 1, 1_000);
        LocalDate day = day(query, date);
        return Blocking.call(() -> ReconciliationView.of(reconciliations.of(day, after.replace("\0", ""), most)));
    }

    private LocalDate day(QueryReader query, @Nullable String date) {
        LocalDate day = query.dayUpTo(LocalDate.ofInstant(clock.instant(), zone), "date", date);
        query.check();
        return day;
    }
}
