package dev.tideline.api.command.folder;

import java.io.IOException;
import java.io.PrintStream;
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
    private final PrintStream out;
    private final int share;

    /**
     * Releases on a server.
     *
     * @param share percent of persons that versions are published for
     */
    Release(RemoteServer server, PrintStream out, int share) {
        this.server = server;
        this.out = out;
        this.share = share;
    }

    /** How far it came. */
    enum Stage {
        IN_FORCE,
        WAITS,
        REFUSED
    }

    /** Brings a sound version into force, or as near to it as the key may. */
    Stage bring(String playbook, String version) throws IOException, InterruptedException {
        JsonNode kept = server.version(playbook, version);
        Optional<JsonNode> earlier = usable(playbook, version, kept);
        Stage stage = bring(playbook, kept, earlier.isPresent() ? earlier.get() : server.simulate(playbook, version));
        return stage == null
                ? Optional.ofNullable(bring(playbook, kept, server.simulate(playbook, version)))
                        .orElse(Stage.REFUSED)
                : stage;
    }

    /** A simulation of it that was approved, else the latest; empty if there is none, or none that came to its end. */
    private Optional<JsonNode> usable(String playbook, String version, JsonNode kept)
            throws IOException, InterruptedException {
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
    private @Nullable Stage bring(String playbook, JsonNode kept, JsonNode asked)
            throws IOException, InterruptedException {
        JsonNode simulation = awaited(asked);
        if (!isDone(simulation)) {
            out.println("  simulation " + id(simulation) + " is "
                    + simulation.path("state").asString() + ": "
                    + simulation.path("reason").asString());
            return Stage.REFUSED;
        }
        out.println("  simulation " + id(simulation) + ": " + figures(simulation));
        RemoteServer.Reply reply = server.publish(playbook, echo(kept, simulation, share));
        if (reply.isWell()) {
            out.println("  version " + version(kept) + " is in force for " + share + " % of persons");
            return Stage.IN_FORCE;
        }
        String reason = reply.body().path("reason").asString();
        if (SIMULATE_AGAIN.contains(reason)) {
            out.println("  simulated again: " + reply.detail());
            return null;
        }
        if (reason.equals("NOT_APPROVED") || reply.isForbidden()) {
            return approve(playbook, kept, simulation, reply.isForbidden());
        }
        out.println("  not published, " + reason + ": " + reply.detail());
        return Stage.REFUSED;
    }

    private JsonNode awaited(JsonNode asked) throws IOException, InterruptedException {
        JsonNode simulation = asked;
        for (int looks = 1; isUnderWay(simulation); looks++) {
            if (looks % LOOKS_BETWEEN_LINES == 0) {
                out.println("  simulation " + id(simulation) + ": "
                        + simulation.at("/progress/done").asLong() + " of "
                        + simulation.at("/progress/total").asLong() + " persons");
            }
            Thread.sleep(BETWEEN_LOOKS.toMillis());
            simulation = server.simulation(id(simulation));
        }
        return simulation;
    }

    private Stage approve(String playbook, JsonNode kept, JsonNode simulation, boolean mayNotPublish)
            throws IOException, InterruptedException {
        String authors =
                kept.path("authors").valueStream().map(JsonNode::asString).collect(Collectors.joining(", "));
        RemoteServer.Reply reply = server.approve(
                playbook,
                Map.of(
                        "version", version(kept),
                        "simulation", id(simulation),
                        "note", "approved from a folder"));
        if (reply.isWell()) {
            out.println("  approved; WAITS for a strategist other than you to publish it: apply with his key");
            return Stage.WAITS;
        }
        if (mayNotPublish) {
            out.println("  WAITS for a strategist to publish it: apply with his key");
            return Stage.WAITS;
        }
        out.println("  WAITS for the approval of simulation " + id(simulation)
                + " by somebody who is none of " + authors
                + ": a strategist applies with his key, finance asks for /v1/playbooks/" + playbook
                + ":approve; then apply again with yours");
        return Stage.WAITS;
    }

    private static Map<String, Object> echo(JsonNode kept, JsonNode simulation, int share) {
        return Map.of(
                "version", version(kept),
                "simulation", id(simulation),
                "audience", simulation.path("audience").asLong(),
                "maximum_spend", simulation.at("/maximum_spend/amount").asString(),
                "share", share,
                "note", "applied from a folder");
    }

    private static String figures(JsonNode simulation) {
        return simulation.path("audience").asLong() + " persons, at most "
                + simulation.at("/maximum_spend/amount").asString() + " "
                + simulation.at("/maximum_spend/asset").asString() + " a run";
    }

    private static String version(JsonNode kept) {
        return kept.path("version").asString();
    }

    private static String id(JsonNode simulation) {
        return simulation.path("id").asString();
    }
}
