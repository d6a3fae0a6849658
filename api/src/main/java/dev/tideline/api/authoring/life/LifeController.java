package dev.tideline.api.authoring.life;

import dev.tideline.api.authoring.Refusals;
import dev.tideline.api.authoring.VersionView;
import dev.tideline.api.problem.ProblemException;
import dev.tideline.api.security.KeyAuthentication;
import dev.tideline.engine.authoring.publication.Approvals;
import dev.tideline.engine.authoring.publication.Publisher;
import dev.tideline.engine.authoring.publication.Publishing;
import dev.tideline.engine.authoring.version.Version;
import dev.tideline.engine.authoring.version.Versions;
import dev.tideline.engine.evaluation.EvaluationPolicy;
import dev.tideline.rules.money.Asset;
import dev.tideline.rules.problem.Wording;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.function.Consumer;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** How a version comes into force: approved, published, rolled back, for a share of persons. */
@RestController
@Tag(name = "authoring", description = "From a draft to a version in force")
class LifeController {

    private final Versions versions;
    private final Approvals approvals;
    private final Publisher publisher;
    private final Asset reference;

    LifeController(Versions versions, Approvals approvals, Publisher publisher, EvaluationPolicy policy) {
        this.versions = versions;
        this.approvals = approvals;
        this.publisher = publisher;
        this.reference = policy.budgets().reference();
    }

    @PostMapping("/v1/playbooks/{key}:approve")
    @Operation(
            operationId = "approveVersion",
            summary = "Approve a version by a simulation of it; nobody approves what he worked on")
    Mono<VersionView> approve(@PathVariable String key, @RequestBody NewApproval wanted, KeyAuthentication caller) {
        NewApproval.Read read = wanted.read();
        return Refusals.call(() -> {
            approvals.approve(key, read.version(), read.simulation(), read.note(), caller.getName());
            return view(key, read.version());
        });
    }

    @PostMapping("/v1/playbooks/{key}:publish")
    @Operation(
            operationId = "publishVersion",
            summary = "Bring a version into force by repeating what its simulation said",
            description =
                    "409 with a `reason` if the simulation is of another version, older than 24 hours, or said other"
                            + " figures; if its audience has changed by more than a tenth; if a second person has to approve; if the"
                            + " version is not sound any more; or if somebody else changed which versions act meanwhile. The maximum spend becomes the breaker of each run.")
    Mono<VersionView> publish(@PathVariable String key, @RequestBody NewPublication wanted, KeyAuthentication caller) {
        return bring(wanted.read(key, reference, caller.getName()), publisher::publish);
    }

    @PostMapping("/v1/playbooks/{key}:rollback")
    @Operation(
            operationId = "rollBackVersion",
            summary = "Bring a version into force that was so before, the same way as a publication")
    Mono<VersionView> rollBack(@PathVariable String key, @RequestBody NewPublication wanted, KeyAuthentication caller) {
        return bring(wanted.read(key, reference, caller.getName()), publisher::rollBack);
    }

    private Mono<VersionView> bring(Publishing wanted, Consumer<Publishing> way) {
        return Refusals.call(() -> {
            way.accept(wanted);
            return view(wanted.playbook(), wanted.version());
        });
    }

    /** The share of persons that a playbook acts for. */
    record Ramped(String playbook, int share) {}

    @PostMapping("/v1/playbooks/{key}:ramp")
    @Operation(
            operationId = "rampPlaybook",
            summary = "Let a playbook act for a share of persons, by stable hash, from its next run on")
    Mono<Ramped> ramp(@PathVariable String key, @RequestBody NewShare wanted, KeyAuthentication caller) {
        NewShare.Read read = wanted.read();
        return Refusals.call(() -> {
            publisher.ramp(key, read.share(), read.note(), caller.getName());
            return new Ramped(key, read.share());
        });
    }

    private VersionView view(String key, String hash) {
        Version version =
                versions.find(key, hash).orElseThrow(() -> ProblemException.notFound(Wording.of("version"), hash));
        return VersionView.of(version);
    }
}
