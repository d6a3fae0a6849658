package dev.tideline.api.budgets;

import dev.tideline.api.http.Blocking;
import dev.tideline.api.http.QueryReader;
import dev.tideline.api.problem.ProblemException;
import dev.tideline.api.problem.ProblemType;
import dev.tideline.api.security.KeyAuthentication;
import dev.tideline.engine.budgets.BudgetChanges;
import dev.tideline.engine.budgets.ChargedBudgets;
import dev.tideline.engine.campaign.WalletCampaigns;
import dev.tideline.engine.database.Database;
import dev.tideline.engine.evaluation.EvaluationPolicy;
import dev.tideline.engine.ledger.Ledger;
import dev.tideline.engine.ledger.budget.Budget;
import dev.tideline.engine.ledger.budget.BudgetId;
import dev.tideline.engine.ledger.budget.Burn;
import dev.tideline.engine.ledger.budget.LimitChange;
import dev.tideline.engine.ledger.budget.Limits;
import dev.tideline.engine.ledger.store.CommittingLedger;
import dev.tideline.engine.ledger.store.OpenBudgets;
import dev.tideline.rules.problem.Wording;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** What budgets may spend, and what they did. */
@RestController
@Tag(name = "budgets", description = "How much may be granted")
class BudgetController {

    /** An If-Match that the current revision fits, whichever it is (RFC 9110, section 13.1.1). */
    private static final String ANY = "*";

    private static final long NEVER = -1;

    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration LEAST = Duration.ofHours(1);
    private static final Duration MOST = Duration.ofDays(90);
    private static final String WINDOW = "The stretch before now whose burn is told, from PT1H to P90D; P1D if missing";

    private final Ledger ledger;
    private final ChargedBudgets charged;
    private final BudgetChanges changes;
    private final OpenBudgets budgets;
    private final BudgetAssets assets;
    private final Clock clock;

    BudgetController(Database database, EvaluationPolicy policy, Clock clock) {
        this.ledger = new CommittingLedger(database);
        this.charged = new ChargedBudgets(database, policy.budgets());
        this.changes = new BudgetChanges(database, policy.budgets(), clock);
        this.budgets = new OpenBudgets(database);
        this.assets = new BudgetAssets(new WalletCampaigns(database));
        this.clock = clock;
    }

    /**
     * A page of budgets.
     *
     * @param items in the order they were opened
     * @param next cursor of the next page; null after the last
     */
    record BudgetPage(List<BudgetView> items, @Nullable String next) {}

    @GetMapping("/v1/budgets")
    @Operation(
            operationId = "listBudgets",
            summary = "Budgets with what is left, burn and forecast, as they were opened")
    Mono<BudgetPage> list(
            @RequestParam(required = false) @Nullable String cursor,
            @Parameter(schema = @Schema(type = "integer", minimum = "1", maximum = "500", defaultValue = "50"))
                    @RequestParam(required = false)
                    @Nullable
                    String limit,
            @Parameter(description = WINDOW) @RequestParam(required = false) @Nullable String window) {
        QueryReader query = new QueryReader();
        int most = query.whole("limit", limit, 50, 1, 500);
        Duration burning = query.duration("window", window, DAY, LEAST, MOST);
        query.check();
        return Blocking.call(() -> page(budgets.page(cursor, most), burning))
                .onErrorMap(IllegalArgumentException.class, e -> QueryReader.refusedCursor(cursor, e));
    }

    private BudgetPage page(OpenBudgets.Page page, Duration window) {
        Instant now = clock.instant();
        Map<BudgetId, Burn> burns = budgets.burns(page.budgets(), window, now);
        return new BudgetPage(
                page.budgets().stream()
                        .map(budget -> BudgetView.of(budget, Objects.requireNonNull(burns.get(budget.id())), now))
                        .toList(),
                page.next());
    }

    @GetMapping("/v1/budgets/{id}")
    @Operation(operationId = "getBudget", summary = "A budget with burn and forecast; its ETag is what If-Match takes")
    Mono<ResponseEntity<BudgetView>> get(
            @PathVariable String id,
            @Parameter(description = WINDOW) @RequestParam(required = false) @Nullable String window) {
        QueryReader query = new QueryReader();
        Duration burning = query.duration("window", window, DAY, LEAST, MOST);
        query.check();
        return Blocking.find(() -> ledger.budget(id(id)).map(budget -> answer(budget, burning)))
                .switchIfEmpty(Mono.error(() -> ProblemException.notFound(Wording.of("budget"), id)));
    }

    @PutMapping("/v1/budgets/{id}")
    @Operation(
            operationId = "putBudget",
            summary = "Open a budget, or change the limits of the revision that If-Match names",
            description = "Takes effect at once. Limits below what is spent block new claims until it is worked off;"
                    + " `over` then says by how much. Without If-Match it opens a budget, and changes none: one that is"
                    + " open with other limits answers 428, and one to which nothing is ever charged 422. Of an open budget, what is left out stays as it is; to open"
                    + " one, total must be there. A budget keeps its asset.")
    Mono<ResponseEntity<BudgetView>> put(
            @PathVariable String id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String revision,
            @RequestBody NewLimits wanted,
            KeyAuthentication caller) {
        return Blocking.call(() -> answer(put(id(id), wanted, revision, caller.getName()), DAY));
    }

    /** The limits that stand are read before; who names the revision they are of learns of any change since. */
    private Budget put(BudgetId id, NewLimits wanted, @Nullable String revision, String who) {
        Limits open = ledger.budget(id).map(Budget::limits).orElse(null);
        Limits limits = wanted.limits(assets.of(id, open), open);
        return revision == null ? opened(id, limits, who) : changed(id, limits, revision, who);
    }

    private Budget opened(BudgetId id, Limits limits, String who) {
        Budget budget = ledger.budget(id).orElseGet(() -> open(id, limits, who));
        if (!budget.limits().equals(limits)) {
            throw new ProblemException(
                    ProblemType.REVISION_MISSING,
                    "Budget " + id + " is open with other limits. Try If-Match: \"" + budget.revision() + "\".");
        }
        return budget;
    }

    private Budget open(BudgetId id, Limits limits, String who) {
        charged.obstacle(id).ifPresent(why -> {
            throw new ProblemException(ProblemType.INVALID_CONTENT, why);
        });
        return changes.open(id, limits, who);
    }

    private Budget changed(BudgetId id, Limits limits, String revision, String who) {
        LimitChange change = revision.strip().equals(ANY)
                ? changes.limit(id, limits, who)
                : changes.limit(id, limits, revision(revision), who);
        if (change instanceof LimitChange.Changed done) {
            return done.budget();
        }
        if (change instanceof LimitChange.Outdated outdated) {
            throw new ProblemException(
                    ProblemType.OUTDATED,
                    "Budget " + id + " is at revision " + outdated.revision() + ". Read it again, then try that one.");
        }
        if (change instanceof LimitChange.OtherAsset other) {
            throw new ProblemException(
                    ProblemType.CONFLICT,
                    "Budget " + id + " counts in " + other.budget().asset() + ", which never changes.");
        }
        throw new ProblemException(
                ProblemType.OUTDATED, "Budget " + id + " is not open. Try without If-Match, which opens it.");
    }

    private ResponseEntity<BudgetView> answer(Budget budget, Duration window) {
        Instant now = clock.instant();
        Burn burn = Objects.requireNonNull(
                budgets.burns(List.of(budget), window, now).get(budget.id()));
        return ResponseEntity.ok().eTag(String.valueOf(budget.revision())).body(BudgetView.of(budget, burn, now));
    }

    /** The revision that an If-Match names; of an ETag that no budget ever has, one that is never current. */
    private static long revision(String text) {
        String tag = text.strip();
        if (tag.matches("\"?\\d{1,18}\"?")) {
            return Long.parseLong(tag.replace("\"", ""));
        }
        if (tag.matches("(W/)?\"[^\"]*\"")) {
            return NEVER;
        }
        throw new ProblemException(
                ProblemType.INVALID_REQUEST, "If-Match is '" + text + "'. Try the ETag of the budget.");
    }

    private static BudgetId id(String text) {
        if (text.chars().anyMatch(Character::isISOControl)) {
            throw ProblemException.notFound(Wording.of("budget"), "with control characters");
        }
        try {
            return BudgetId.of(text);
        } catch (IllegalArgumentException e) {
            throw ProblemException.notFound(Wording.of("budget"), text);
        }
    }
}
