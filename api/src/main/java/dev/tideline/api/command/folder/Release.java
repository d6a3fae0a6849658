package dev.tideline.api.command.folder;

import dev.tideline.rules.problem.Wording;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Takes a sound version as far towards being in force as the key may: simulates it, approves what others have made, publishes.
 * Where it stops it says what waits for whom; called again by that person, or after him, it goes on from there.
 */
final class Release {

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);
    private static final int LOOKS_BETWEEN_LINES = 10;
    private static final Set<String> SIMULATE_AGAIN = Set.of("SIMULATION_STALE", "AUDIENCE_CHANGED");
    private static final Set<String> UNDER_WAY = Set.of("PLANNED", "RUNNING");

    private final RemoteServer server;
    private final Terminal terminal;
    private final int share;
    private final String note;

    /**
     * Releases on a server.
     *
     * @param share percent of persons that versions are published for
     * @param note why, for the audit log
     */
    Release(RemoteServer server, Terminal terminal, int share, String note) {
        this.server = server;
        this.terminal = terminal;
        this.share = share;
        this.note = note;
    }

    /** Brings a sound version into force, or as near to it as the key may. */
    Exit bring(String playbook, String version) throws Failure, InterruptedException {
        JsonNode kept = server.version(playbook, version);
        Optional<JsonNode> earlier = usable(playbook, version, kept);
        Exit exit = bring(playbook, kept, earlier.isPresent() ? earlier.get() : server.simulate(playbook, version));
        return exit == null
                ? Optional.ofNullable(bring(playbook, kept, server.simulate(playbook, version)))
                        .orElse(Exit.REFUSED)
                : exit;
    }

    /** A simulation of it that was approved, else the latest; empty if there is none, or none that came to its end. */
    private Optional<JsonNode> usable(String playbook, String version, JsonNode kept)
            throws Failure, InterruptedException {
        Set<String> approved = kept.path("approvals")
                .valueStream()
                .map(approval -> approval.path("simulation").asString())
                .collect(Collectors.toSet());
        Optional<JsonNode> latest = Optional.empty();
        for (JsonNode simulation : server.simulations(playbook)) {
            boolean fits = simulation.path("version").asString().equals(version)
                    && simulation.path("filter").asString().isEmpty()
                    && (isDone(simulation) || isUnderWay(simulation));
            if (fits && approved.contains(simulation.path("id").asString())) {
                return Optional.of(simulation);
            }
            latest = latest.isEmpty() && fits ? Optional.of(simulation) : latest;
        }
        return latest;
    }

    private static boolean isDone(JsonNode simulation) {
        return simulation.path("state").asString().equals("DONE");
    }

    private static boolean isUnderWay(JsonNode simulation) {
        return UNDER_WAY.contains(simulation.path("state").asString());
    }

    /** Null if the simulation does not hold any more. */
    private @Nullable Exit bring(String playbook, JsonNode kept, JsonNode asked) throws Failure, InterruptedException {
        JsonNode simulation = awaited(asked);
        if (!isDone(simulation)) {
            terminal.detail(Wording.of(
                    "simulation {0} is {1}: {2}",
                    id(simulation),
                    simulation.path("state").asString(),
                    simulation.path("reason").asString()));
            return Exit.REFUSED;
        }
        terminal.detail(figures(simulation));
        Connection.Reply reply = server.publish(playbook, echo(kept, simulation));
        if (reply.isWell()) {
            terminal.detail(Wording.of("version {0} is in force for {1} % of persons", version(kept), share));
            return Exit.WELL;
        }
        String reason = reply.body().path("reason").asString();
        if (SIMULATE_AGAIN.contains(reason)) {
            terminal.detail(Wording.of("simulated again: {0}", reply.detail()));
            return null;
        }
        if (reason.equals("NOT_APPROVED") || reply.isForbidden()) {
            return approve(playbook, kept, simulation, reply.isForbidden());
        }
        terminal.detail(Wording.of("not published, {0}: {1}", reason, reply.detail()));
        return Exit.REFUSED;
    }

    private JsonNode awaited(JsonNode asked) throws Failure, InterruptedException {
        JsonNode simulation = asked;
        for (int looks = 1; isUnderWay(simulation); looks++) {
            if (looks % LOOKS_BETWEEN_LINES == 0) {
                terminal.detail(Wording.of(
                        "simulation {0}: {1} of {2} persons",
                        id(simulation),
                        simulation.at("/progress/done").asLong(),
                        simulation.at("/progress/total").asLong()));
            }
            Thread.sleep(BETWEEN_LOOKS.toMillis());
            simulation = server.simulation(id(simulation));
        }
        return simulation;
    }

    private Exit approve(String playbook, JsonNode kept, JsonNode simulation, boolean mayNotPublish)
            throws Failure, InterruptedException {
        String authors =
                kept.path("authors").valueStream().map(JsonNode::asString).collect(Collectors.joining(", "));
        Connection.Reply reply = server.approve(
                playbook,
                Map.of(
                        "version", version(kept),
                        "simulation", id(simulation),
                        "note", note));
        if (reply.isWell()) {
            terminal.detail(
                    Wording.of("approved; WAITS for a strategist other than you to publish it: apply with his key"));
            return Exit.WAITS;
        }
        if (mayNotPublish) {
            terminal.detail(Wording.of("WAITS for a strategist to publish it: apply with his key"));
            return Exit.WAITS;
        }
        terminal.detail(Wording.of(
                "WAITS for the approval of simulation {0} by somebody who is none of {1}: a strategist applies with his key, finance approves on the page /author/playbooks/{2}; then apply again with yours",
                id(simulation), authors, playbook));
        return Exit.WAITS;
    }

    private Map<String, Object> echo(JsonNode kept, JsonNode simulation) {
        return Map.of(
                "version", version(kept),
                "simulation", id(simulation),
                "audience", simulation.path("audience").asLong(),
                "maximum_spend", simulation.at("/maximum_spend/amount").asString(),
                "share", share,
                "note", note);
    }

    private static Wording figures(JsonNode simulation) {
        return Wording.of(
                "simulation {0}: {1} persons, at most {2} {3} a run",
                id(simulation),
                simulation.path("audience").asLong(),
                simulation.at("/maximum_spend/amount").asString(),
                simulation.at("/maximum_spend/asset").asString());
    }

    private static String version(JsonNode kept) {
        return kept.path("version").asString();
    }

    private static String id(JsonNode simulation) {
        return simulation.path("id").asString();
    }
}
