package dev.tideline.api.audiences;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tideline.api.http.QueryReader;
import dev.tideline.api.problem.ProblemException;
import dev.tideline.api.problem.ProblemType;
import dev.tideline.api.security.KeyAuthentication;
import dev.tideline.engine.access.Role;
import dev.tideline.engine.audience.Audience;
import dev.tideline.engine.audience.AudienceReader;
import dev.tideline.engine.audience.AudienceReader.Include;
import dev.tideline.engine.audience.MemberChange;
import dev.tideline.rules.problem.Wording;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Audiences. Streams read page by page and as fast as the caller takes them. */
@RestController
@Tag(name = "audiences", description = "Who may be contacted now, and who entered and left")
class AudienceController {

    private static final String CSV = "text/csv";
    private static final int MOST = 1_000;
    private static final String CURSOR_HEADER = "Tideline-Changes-Cursor";

    private final AudienceReader audiences;
    private final Clock clock;

    AudienceController(AudienceReader audiences, Clock clock) {
        this.audiences = audiences;
        this.clock = clock;
    }

    /** All audiences. */
    record AudienceList(List<Audience> items) {}

    /**
     * A page of members.
     *
     * @param items members
     * @param next cursor of the next page; null after the last
     * @param changesCursor where changes go on from the moment of this page; keep the one of the first page
     */
    record MemberPage(List<MemberView> items, @Nullable String next, String changesCursor) {}

    /**
     * A page of changes.
     *
     * @param items changes in order
     * @param next cursor to go on from, now or later
     */
    record ChangePage(List<ChangeView> items, @Nullable String next) {}

    /**
     * One change.
     *
     * @param userId the exchange's id
     * @param change {@code entered} or {@code left}
     * @param at when it was found
     * @param decisionId decision he entered with
     * @param rule the rule
     * @param withheld why he must not be contacted; only there if asked for
     */
    record ChangeView(
            String userId,
            String change,
            Instant at,
            @Nullable String decisionId,
            String rule,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            String withheld) {

        static ChangeView of(MemberChange change) {
            return new ChangeView(
                    change.userId(),
                    change.entered() ? "entered" : "left",
                    change.at(),
                    change.decisionId() == null ? null : change.decisionId().toString(),
                    change.rule(),
                    change.withheld());
        }
    }

    @GetMapping("/v1/audiences")
    @Operation(operationId = "listAudiences", summary = "All audiences with their size")
    Mono<AudienceList> list() {
        return audiences.all().collectList().map(AudienceList::new);
    }

    @GetMapping(path = "/v1/audiences/{key}/members", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(
            operationId = "listMembers",
            summary = "Members of an audience: a JSON page, or all of them as NDJSON or CSV by the Accept header")
    Mono<MemberPage> members(
            @PathVariable String key,
            @RequestParam(required = false) @Nullable String cursor,
            @Parameter(schema = @Schema(type = "integer", minimum = "1", maximum = "1000", defaultValue = "100"))
                    @RequestParam(required = false)
                    @Nullable
                    String limit,
            @RequestParam(required = false) @Nullable String include,
            KeyAuthentication caller) {
        QueryReader query = new QueryReader();
        int most = query.whole("limit", limit, 100, 1, MOST);
        Include who = include(query, include, caller);
        return known(key)
                .then(audiences.present(key, who))
                .flatMap(present -> audiences
                        .members(key, who, cursor, most, clock.instant())
                        .map(page -> new MemberPage(
                                page.items().stream().map(MemberView::of).toList(), page.next(), present)))
                .onErrorMap(IllegalArgumentException.class, e -> QueryReader.refusedCursor(cursor, e));
    }

    @GetMapping(path = "/v1/audiences/{key}/members", produces = MediaType.APPLICATION_NDJSON_VALUE)
    @Operation(operationId = "streamMembers", summary = "All members of an audience, one JSON object a line")
    @ApiResponse(
            responseCode = "200",
            description = "One such object a line",
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_NDJSON_VALUE,
                            schema = @Schema(implementation = MemberView.class)))
    Mono<ResponseEntity<Flux<MemberView>>> lines(
            @PathVariable String key,
            @RequestParam(required = false) @Nullable String include,
            KeyAuthentication caller) {
        Include who = include(new QueryReader(), include, caller);
        return known(key)
                .then(audiences.present(key, who))
                .map(present -> ResponseEntity.ok()
                        .header(CURSOR_HEADER, present)
                        .contentType(MediaType.APPLICATION_NDJSON)
                        .body(stream(key, who)));
    }

    @GetMapping(path = "/v1/audiences/{key}/members", produces = CSV)
    @Operation(operationId = "exportMembers", summary = "All members of an audience as CSV")
    @ApiResponse(
            responseCode = "200",
            description = "A header and one member a line",
            content = @Content(mediaType = CSV, schema = @Schema(type = "string")))
    Mono<ResponseEntity<Flux<String>>> csv(
            @PathVariable String key,
            @RequestParam(required = false) @Nullable String include,
            KeyAuthentication caller) {
        Include who = include(new QueryReader(), include, caller);
        boolean withheld = who == Include.WITHHELD;
        return known(key)
                .then(audiences.present(key, who))
                .map(present -> ResponseEntity.ok()
                        .header(CURSOR_HEADER, present)
                        .contentType(MediaType.parseMediaType("text/csv;charset=UTF-8"))
                        .body(Flux.just(MemberView.csvHeader(withheld))
                                .concatWith(stream(key, who).map(member -> member.csv(withheld)))));
    }

    @GetMapping("/v1/audiences/{key}/changes")
    @Operation(operationId = "listChanges", summary = "Who entered and who left an audience since a cursor")
    Mono<ChangePage> changes(
            @PathVariable String key,
            @RequestParam(required = false) @Nullable String cursor,
            @Parameter(schema = @Schema(type = "integer", minimum = "1", maximum = "1000", defaultValue = "1000"))
                    @RequestParam(required = false)
                    @Nullable
                    String limit,
            @RequestParam(required = false) @Nullable String include,
            KeyAuthentication caller) {
        QueryReader query = new QueryReader();
        int most = query.whole("limit", limit, MOST, 1, MOST);
        Include who = include(query, include, caller);
        return known(key)
                .then(Mono.defer(() -> audiences.changes(key, who, cursor, most)))
                .map(page ->
                        new ChangePage(page.items().stream().map(ChangeView::of).toList(), page.next()))
                .onErrorMap(IllegalArgumentException.class, e -> QueryReader.refusedCursor(cursor, e));
    }

    private Flux<MemberView> stream(String key, Include include) {
        return audiences.stream(key, include, clock.instant()).map(MemberView::of);
    }

    private Mono<Boolean> known(String key) {
        return audiences
                .exists(key)
                .filter(Boolean::booleanValue)
                .switchIfEmpty(Mono.error(() -> ProblemException.notFound(Wording.of("audience"), key)));
    }

    private static Include include(QueryReader query, @Nullable String given, KeyAuthentication caller) {
        boolean withheld = query.word("include", given, List.of("", "withheld")).equals("withheld");
        query.check();
        if (!withheld) {
            return Include.CONTACTABLE;
        }
        if (!caller.key().roles().contains(Role.STRATEGIST)
                && !caller.key().roles().contains(Role.ADMIN)) {
            throw new ProblemException(
                    ProblemType.FORBIDDEN, "Withheld members are shown to strategists and admins only");
        }
        return Include.WITHHELD;
    }
}
