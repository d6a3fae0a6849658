package dev.tideline.api.wallets;

import dev.tideline.api.http.Blocking;
import dev.tideline.api.ingest.IngestView;
import dev.tideline.api.ingest.Uploads;
import dev.tideline.api.problem.ProblemException;
import dev.tideline.api.problem.ProblemType;
import dev.tideline.api.security.KeyAuthentication;
import dev.tideline.engine.campaign.NotPossible;
import dev.tideline.engine.campaign.WalletCampaign;
import dev.tideline.engine.campaign.WalletCampaigns;
import dev.tideline.engine.campaign.WalletFiles;
import dev.tideline.engine.campaign.WalletResult;
import dev.tideline.engine.database.Database;
import dev.tideline.engine.evaluation.EvaluationPolicy;
import dev.tideline.engine.ingest.check.IngestLimits;
import dev.tideline.rules.money.Assets;
import dev.tideline.rules.problem.Wording;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Campaigns for wallets from a file: put the terms, bring the files, look at the result, grant it. */
@RestController
@Tag(name = "wallet campaigns", description = "A fixed pool for wallets from a file")
class WalletController {

    private static final String CSV = "text/csv";

    private final WalletCampaigns campaigns;
    private final WalletFiles files;
    private final Assets assets = Assets.shipped();
    private final EvaluationPolicy policy;
    private final Clock clock;

    WalletController(Database database, IngestLimits limits, EvaluationPolicy policy, Clock clock) {
        this.campaigns = new WalletCampaigns(database);
        this.files = new WalletFiles(database, limits);
        this.policy = policy;
        this.clock = clock;
    }

    /**
     * Which result to grant.
     *
     * @param result the campaign's {@code result} after the dry run that was looked at
     */
    record Wanted(@Nullable String result) {}

    @PutMapping("/v1/wallet-campaigns/{key}")
    @Operation(operationId = "putWalletCampaign", summary = "Open a campaign for wallets, or change its terms")
    Mono<WalletCampaignView> put(@PathVariable String key, @RequestBody NewWalletTerms wanted) {
        return change(
                key,
                () -> campaigns.put(key, wanted.terms(assets, policy.budgets().reference())));
    }

    @GetMapping("/v1/wallet-campaigns/{key}")
    @Operation(operationId = "getWalletCampaign", summary = "A campaign as it stands")
    Mono<WalletCampaignView> get(@PathVariable String key) {
        return Blocking.call(() -> WalletCampaignView.of(find(key)));
    }

    @PostMapping(path = "/v1/wallet-campaigns/{key}/wallets", consumes = CSV)
    @Operation(
            operationId = "takeWallets",
            summary = "Replace the wallets of a campaign",
            description =
                    "CSV with the header address,volume,first_use. Bad lines are told and left out; of lines with one"
                            + " address the first counts.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content = @Content(mediaType = CSV, schema = @Schema(type = "string"))))
    Mono<IngestView> wallets(@PathVariable String key, ServerHttpRequest request) {
        return Blocking.call(() -> find(key))
                .flatMap(known -> Uploads.take(request, body -> files.takeWallets(key, body, clock.instant())))
                .onErrorMap(NotPossible.class, WalletController::conflict);
    }

    @PostMapping(path = "/v1/wallet-campaigns/{key}/flagged", consumes = CSV)
    @Operation(
            operationId = "takeFlaggedWallets",
            summary = "Replace the flagged addresses of a campaign, which get nothing",
            description =
                    "CSV with the header address. One bad line refuses the whole list. A flag binds in whatever case it is"
                            + " written.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content = @Content(mediaType = CSV, schema = @Schema(type = "string"))))
    Mono<IngestView> flagged(@PathVariable String key, ServerHttpRequest request) {
        return Blocking.call(() -> find(key))
                .flatMap(known -> Uploads.take(request, body -> files.takeFlagged(key, body, clock.instant())))
                .onErrorMap(NotPossible.class, WalletController::conflict);
    }

    @PostMapping("/v1/wallet-campaigns/{key}:compute")
    @Operation(
            operationId = "computeWalletCampaign",
            summary = "Compute what everybody gets; grants nothing",
            description =
                    "In the answer, flagged counts the addresses of the list, each once, whether or not a wallet has"
                            + " them, and flagged_wallets the wallets that get nothing by the result because of it.")
    Mono<WalletCampaignView> compute(@PathVariable String key) {
        return change(key, () -> {
            find(key);
            campaigns.compute(key);
        });
    }

    @GetMapping(path = "/v1/wallet-campaigns/{key}/result", produces = CSV)
    @Operation(operationId = "exportWalletResult", summary = "The result as CSV: address,tier,outcome,amount")
    @ApiResponse(
            responseCode = "200",
            description = "A header and one wallet a line",
            content = @Content(mediaType = CSV, schema = @Schema(type = "string")))
    Mono<ResponseEntity<Flux<String>>> result(@PathVariable String key) {
        return Blocking.call(() -> find(key))
                .map(campaign -> ResponseEntity.ok()
                        .contentType(MediaType.parseMediaType("text/csv;charset=UTF-8"))
                        .body(Flux.just("address,tier,outcome,amount\n").concatWith(lines(campaign))));
    }

    private record Page(long after, List<WalletResult.Line> lines) {}

    /** Page by page, as fast as the caller takes them. */
    private Flux<String> lines(WalletCampaign campaign) {
        return page(campaign, 0)
                .expand(page -> page.lines().isEmpty() ? Mono.empty() : page(campaign, page.after()))
                .concatMapIterable(Page::lines)
                .map(WalletController::csv);
    }

    private Mono<Page> page(WalletCampaign campaign, long after) {
        return Blocking.call(() -> campaigns.lines(campaign, after))
                .map(lines -> new Page(after + lines.size(), lines));
    }

    private static String csv(WalletResult.Line line) {
        return line.address() + "," + line.tier() + "," + line.outcome() + ","
                + line.amount().amountText() + "\n";
    }

    @PostMapping("/v1/wallet-campaigns/{key}:grant")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(
            operationId = "grantWalletCampaign",
            summary = "Grant the result that was looked at; asking again grants nothing more")
    Mono<WalletCampaignView> grant(
            @PathVariable String key,
            @RequestHeader("Idempotency-Key") String idempotency,
            @RequestBody Wanted wanted,
            KeyAuthentication caller) {
        return change(key, () -> {
            find(key);
            campaigns.grant(key, String.valueOf(wanted.result()), caller.getName());
        });
    }

    private Mono<WalletCampaignView> change(String key, Runnable work) {
        return Blocking.call(() -> {
                    work.run();
                    return WalletCampaignView.of(find(key));
                })
                .onErrorMap(NotPossible.class, WalletController::conflict)
                .onErrorMap(
                        IllegalArgumentException.class,
                        e -> new ProblemException(ProblemType.INVALID_REQUEST, String.valueOf(e.getMessage())));
    }

    private WalletCampaign find(String key) {
        return campaigns.find(key).orElseThrow(() -> ProblemException.notFound(Wording.of("wallet campaign"), key));
    }

    private static ProblemException conflict(NotPossible refusal) {
        return new ProblemException(ProblemType.CONFLICT, String.valueOf(refusal.getMessage()));
    }
}
