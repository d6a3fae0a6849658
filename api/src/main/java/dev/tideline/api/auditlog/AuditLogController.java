package dev.tideline.api.auditlog;

import dev.tideline.api.http.Blocking;
import dev.tideline.api.http.QueryReader;
import dev.tideline.engine.auditlog.AuditCheck;
import dev.tideline.engine.auditlog.AuditLog;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Who changed what, when and why. */
@RestController
@Tag(name = "audit", description = "The log of changes: append-only, each entry tied to the one before by its hash")
class AuditLogController {

    private static final int MOST = 500;
    private static final int USUAL = 50;

    private final AuditLog log;

    AuditLogController(AuditLog log) {
        this.log = log;
    }

    /**
     * A page of the log.
     *
     * @param items the latest first
     * @param next cursor of the next page; null after the last
     */
    record AuditPage(List<AuditEntryView> items, @Nullable String next) {}

    /**
     * What reading the whole log found.
     *
     * @param sound whether every entry is as it was written
     * @param entries how many there are
     * @param faults where it is not, at most 100
     */
    record AuditCheckView(boolean sound, long entries, List<FaultView> faults) {}

    /**
     * One fault.
     *
     * @param entry number of the entry
     * @param kind CHANGED, DETACHED, GAP or CUT_SHORT
     */
    record FaultView(long entry, String kind) {}

    @GetMapping("/v1/audit")
    @Operation(
            operationId = "listAudit",
            summary = "Every change of playbooks and budgets with who, when and why, the latest first")
    Mono<AuditPage> all(
            @RequestParam(required = false) @Nullable String subject,
            @RequestParam(required = false) @Nullable String cursor,
            @Parameter(schema = @Schema(type = "integer", minimum = "1", maximum = "500", defaultValue = "50"))
                    @RequestParam(required = false)
                    @Nullable
                    String limit) {
        return page(subject, cursor, limit);
    }

    @GetMapping("/v1/playbooks/{key}/audit")
    @Operation(operationId = "listPlaybookAudit", summary = "Every change of a playbook, the latest first")
    Mono<AuditPage> ofPlaybook(
            @PathVariable String key,
            @RequestParam(required = false) @Nullable String cursor,
            @Parameter(schema = @Schema(type = "integer", minimum = "1", maximum = "500", defaultValue = "50"))
                    @RequestParam(required = false)
                    @Nullable
                    String limit) {
        return page(key, cursor, limit);
    }

    @PostMapping("/v1/audit:check")
    @Operation(operationId = "checkAudit", summary = "Read the whole log and tell whether an entry was changed or lost")
    Mono<AuditCheckView> check() {
        return Blocking.call(() -> view(log.check()));
    }

    private Mono<AuditPage> page(@Nullable String subject, @Nullable String cursor, @Nullable String limit) {
        QueryReader query = new QueryReader();
        int most = query.whole("limit", limit, USUAL, 1, MOST);
        query.check();
        return Blocking.call(() -> log.page(subject, cursor, most))
                .map(page -> new AuditPage(
                        page.entries().stream().map(AuditEntryView::of).toList(), page.next()))
                .onErrorMap(IllegalArgumentException.class, e -> QueryReader.refusedCursor(cursor, e));
    }

    private static AuditCheckView view(AuditCheck check) {
        return new AuditCheckView(
                check.sound(),
                check.entries(),
                check.faults().stream()
                        .map(fault -> new FaultView(fault.entry(), fault.kind().name()))
                        .toList());
    }
}
