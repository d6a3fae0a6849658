package dev.tideline.api.ingest;

import dev.tideline.api.http.Blocking;
import dev.tideline.api.http.QueryReader;
import dev.tideline.api.json.JsonItems;
import dev.tideline.api.problem.ProblemException;
import dev.tideline.api.problem.ProblemType;
import dev.tideline.api.security.KeyAuthentication;
import dev.tideline.engine.access.Role;
import dev.tideline.engine.ingest.EventIngest;
import dev.tideline.engine.ingest.FeedImport;
import dev.tideline.engine.ingest.ListImport;
import dev.tideline.engine.ingest.intake.RefusedLines;
import dev.tideline.rules.problem.Wording;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Takes data in. Bodies are streamed: memory does not grow with their size. */
@RestController
@Tag(name = "ingest", description = "Events, user feeds and lists")
class IngestController {

    private static final String NDJSON = MediaType.APPLICATION_NDJSON_VALUE;
    private static final String JSON = MediaType.APPLICATION_JSON_VALUE;
    private static final String CSV = "text/csv";
    private static final int MOST_JSON = 1 << 20;
    private static final int MOST_REFUSED = 1_000;

    private final EventIngest events;
    private final FeedImport feeds;
    private final ListImport lists;
    private final RefusedLines refusedLines;
    private final JsonItems items;
    private final Clock clock;

    IngestController(
            EventIngest events,
            FeedImport feeds,
            ListImport lists,
            RefusedLines refusedLines,
            JsonItems items,
            Clock clock) {
        this.events = events;
        this.feeds = feeds;
        this.lists = lists;
        this.refusedLines = refusedLines;
        this.items = items;
        this.clock = clock;
    }

    @PostMapping(
            path = "/v1/events",
            consumes = {NDJSON, JSON})
    @Operation(
            operationId = "takeEvents",
            summary = "Take events, one JSON envelope a line",
            description = "Good lines are taken and bad ones reported; repeated events count once. Nothing is applied"
                    + " before the whole body has arrived. As application/json: one event, or an array of events whose"
                    + " places from 1 stand for lines, in at most 1 MiB.",
            requestBody =
                    @RequestBody(
                            required = true,
                            content = {
                                @Content(mediaType = NDJSON, schema = @Schema(type = "string")),
                                @Content(mediaType = JSON, schema = @Schema(types = {"object", "array"}))
                            }))
    Mono<IngestView> events(ServerHttpRequest request) {
        return isOf(request, JSON)
                ? Uploads.take(request, body -> events.take(items.lines(whole(body)), clock.instant()))
                : Uploads.take(request, body -> events.take(body, clock.instant()));
    }

    @PostMapping(
            path = "/v1/users:import",
            consumes = {NDJSON, CSV})
    @Operation(
            operationId = "importUsers",
            summary = "Import snapshot rows of users as NDJSON or CSV",
            description = "Rows may hold some of the columns. What a row leaves out stays as it is.",
            requestBody =
                    @RequestBody(
                            required = true,
                            content = {
                                @Content(mediaType = NDJSON, schema = @Schema(type = "string")),
                                @Content(mediaType = CSV, schema = @Schema(type = "string"))
                            }))
    Mono<IngestView> users(ServerHttpRequest request) {
        FeedImport.Format format = isOf(request, CSV) ? FeedImport.Format.CSV : FeedImport.Format.NDJSON;
        return Uploads.take(request, body -> feeds.take(format, body, clock.instant()));
    }

    @PostMapping(path = "/v1/lists/{key}:import", consumes = CSV)
    @Operation(
            operationId = "importList",
            summary = "Replace a list of user ids",
            description = "One column; the header user_id is optional. A body without any id is refused unless empty is"
                    + " 'allowed'.",
            requestBody =
                    @RequestBody(
                            required = true,
                            content = @Content(mediaType = CSV, schema = @Schema(type = "string"))))
    Mono<IngestView> list(
            @PathVariable String key,
            @RequestParam(defaultValue = "include") String effect,
            @RequestParam(defaultValue = "refused") String empty,
            ServerHttpRequest request) {
        QueryReader query = new QueryReader();
        String does = query.word("effect", effect.toLowerCase(Locale.ROOT), List.of("include", "exclude"));
        String emptied = query.word("empty", empty.toLowerCase(Locale.ROOT), List.of("refused", "allowed"));
        query.check();
        ListImport.Effect wanted = ListImport.Effect.valueOf(does.toUpperCase(Locale.ROOT));
        ListImport.Empty ifEmpty = ListImport.Empty.valueOf(emptied.toUpperCase(Locale.ROOT));
        return Uploads.take(request, body -> lists.take(key, wanted, ifEmpty, body, clock.instant()));
    }

    /**
     * Refused lines of one request.
     *
     * @param items by line
     */
    record RefusedList(List<IngestView.LineProblem> items) {}

    @GetMapping("/v1/intakes/{intake}/refused")
    @Operation(
            operationId = "listRefusedLines",
            summary = "Lines of a request that were refused, by line; ask again after the last line for more",
            description = "For those who may send such a request. A line is never split between two answers.")
    Mono<RefusedList> refused(
            @PathVariable long intake, @RequestParam(defaultValue = "0") long after, KeyAuthentication caller) {
        return Blocking.call(() -> refused(intake, after, caller.key().roles()));
    }

    private RefusedList refused(long intake, long after, Set<Role> roles) {
        String kind = refusedLines
                .kind(intake)
                .orElseThrow(() -> ProblemException.notFound(Wording.of("intake"), String.valueOf(intake)));
        IntakeReaders.check(kind, roles);
        return new RefusedList(refusedLines.of(intake, after, MOST_REFUSED).stream()
                .map(IngestView.LineProblem::of)
                .toList());
    }

    private static byte[] whole(InputStream body) throws IOException {
        byte[] bytes = body.readNBytes(MOST_JSON + 1);
        if (bytes.length > MOST_JSON) {
            throw new ProblemException(
                    ProblemType.TOO_LARGE,
                    "A JSON document may have at most " + MOST_JSON + " bytes. Send more events as " + NDJSON + ".");
        }
        return bytes;
    }

    private static boolean isOf(ServerHttpRequest request, String wanted) {
        MediaType type = request.getHeaders().getContentType();
        return type != null && type.isCompatibleWith(MediaType.parseMediaType(wanted));
    }
}
