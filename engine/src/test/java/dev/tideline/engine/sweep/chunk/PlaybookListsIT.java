package dev.tideline.engine.sweep.chunk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.engine.arbitration.outcome.CandidateResult;
import dev.tideline.engine.arbitration.outcome.Outcome;
import dev.tideline.engine.arbitration.outcome.PartResult;
import dev.tideline.engine.database.TestDatabase;
import dev.tideline.engine.sweep.RunState;
import dev.tideline.engine.sweep.shard.SweepWorkers;
import dev.tideline.rules.playbook.Playbook;
import dev.tideline.rules.playbook.ShippedPlaybooks;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A playbook for the users of some lists and not of others. */
final class PlaybookListsIT {

    @RegisterExtension
    static final TestDatabase DB = new TestDatabase();

    private static final Instant NOW = Instant.parse("2026-03-31T12:00:00Z");
    private static final String KEY = "dormant-30-funded";
    private static final int EACH = 10;

    private static final String REASONS = """
            SELECT DISTINCT concat_ws(' ', split_part(u.user_id, '-', 1), d.outcome, d.reason) AS line
              FROM decision d JOIN users u USING (user_no)
             WHERE d.playbook = 'dormant-30-funded' AND d.decided_at = '%s' ORDER BY 1
            """;
    private static final String MEMBERS = """
            SELECT DISTINCT split_part(u.user_id, '-', 1) AS line
              FROM membership m JOIN users u USING (user_no) JOIN rule r USING (rule_no)
             WHERE r.name LIKE 'dormant-30-funded/%' ORDER BY 1
            """;

    @Test
    void bindsDecisionsExplanationsAndAudiences(@TempDir Path folder) throws IOException {
        playbook(folder);
        SweepWorkers.Settings settings = new SweepWorkers.Settings(2, 50, Duration.ofSeconds(15));
        try (SweepWorld world = new SweepWorld(DB.database(), settings, folder)) {
            fill(world);
            lists(world, List.of("chosen", "both"), List.of("both", "partner"), NOW);
            world.start();
            sweep(world, NOW, true);
            assertThat(world.lines(REASONS.formatted(NOW)))
                    .contains(
                            "both DROPPED INELIGIBLE_EXCLUDED",
                            "nobody DROPPED INELIGIBLE_NOT_INCLUDED",
                            "partner DROPPED INELIGIBLE_NOT_INCLUDED")
                    .anyMatch(line -> line.startsWith("chosen GRANTED "))
                    .noneMatch(line -> line.startsWith("chosen DROPPED "));
            assertThat(world.lines(MEMBERS)).containsExactly("chosen");
            explainsTheSame(world, "both-1", "INELIGIBLE_EXCLUDED", Map.of("exclude", "partners"));
            explainsTheSame(world, "nobody-1", "INELIGIBLE_NOT_INCLUDED", Map.of("include", "invited,vip"));
            assertThat(results(world, "chosen-1"))
                    .extracting(CandidateResult::reason)
                    .containsExactly("COOLDOWN");

            Instant later = NOW.plusSeconds(60);
            lists(world, List.of("nobody"), List.of("chosen"), later);
            sweep(world, later, false);
            assertThat(world.lines(REASONS.formatted(later)))
                    .contains("both DROPPED INELIGIBLE_NOT_INCLUDED", "chosen DROPPED INELIGIBLE_NOT_INCLUDED")
                    .anyMatch(line -> line.startsWith("nobody GRANTED "));
            assertThat(world.lines(MEMBERS)).containsExactly("nobody");
        }
    }

    private static void explainsTheSame(SweepWorld world, String user, String reason, Map<String, String> values) {
        assertThat(results(world, user))
                .isNotEmpty()
                .allSatisfy(result -> assertThat(result.reason()).isEqualTo(reason))
                .flatExtracting(CandidateResult::parts)
                .isNotEmpty()
                .allSatisfy(part -> assertThat(part)
                        .extracting(PartResult::outcome, PartResult::reason, PartResult::values)
                        .containsExactly(Outcome.DROPPED, reason, values));
    }

    private static List<CandidateResult> results(SweepWorld world, String user) {
        return world.explanations().explain(user, KEY, NOW).orElseThrow().results();
    }

    private static void sweep(SweepWorld world, Instant asOf, boolean full) {
        assertThat(world.sweep(Set.of(KEY), asOf, full).state()).isEqualTo(RunState.DONE);
    }

    /** The shipped playbook for those on one of two lists, of which one was never imported, and not on a third. */
    private static void playbook(Path folder) throws IOException {
        Playbook shipped = ShippedPlaybooks.all().stream()
                .filter(playbook -> playbook.key().equals(KEY))
                .findFirst()
                .orElseThrow();
        Path own = Files.createDirectories(folder.resolve(KEY));
        for (Map.Entry<String, String> file : shipped.files().entrySet()) {
            String text =
                    file.getValue().replace("holdout: { control: 10 }", "include: [invited, vip]\nexclude: [partners]");
            Files.writeString(own.resolve(file.getKey()), text);
        }
    }

    private static void lists(SweepWorld world, List<String> vip, List<String> partners, Instant at) {
        world.list("vip", users(vip), at);
        world.list("partners", users(partners), at);
    }

    private static List<String> users(List<String> groups) {
        List<String> users = new ArrayList<>();
        for (String group : groups) {
            for (int i = 0; i < EACH; i++) {
                users.add(group + "-" + i);
            }
        }
        return users;
    }

    private static void fill(SweepWorld world) {
        Instant begun = NOW.minus(Duration.ofDays(100));
        List<String> rows = new ArrayList<>();
        List<String> events = new ArrayList<>();
        for (String user : users(List.of("chosen", "both", "partner", "nobody"))) {
            rows.add("""
                    {"user_id":"%s","snapshot_date":"%s","account_status":"OPEN","country_code":"BR","region_group":"GLOBAL",\
                    "language":"en","timezone":"UTC","client_class":"RETAIL","risk_score":1,"total_asset":500}""".formatted(user, begun.toString().substring(0, 10)));
            events.add(event("user.registered", user, begun, "\"country\":\"BR\""));
            for (String channel : List.of("PUSH", "EMAIL")) {
                events.add(event(
                        "consent.changed", user, begun, "\"channel\":\"" + channel + "\",\"status\":\"GRANTED\""));
            }
            events.add(event("kyc.passed", user, begun.plusSeconds(30), "\"level\":2"));
            events.add(event("deposit.succeeded", user, begun.plusSeconds(60), "\"usdt\":\"500\""));
            Instant quiet = NOW.minus(Duration.ofDays(40));
            events.add(event("trade.executed", user, quiet, "\"usdt\":\"500\",\"product\":\"spot\""));
        }
        world.feed(rows, NOW);
        world.events(events, NOW);
        world.neverStale();
    }

    private static String event(String type, String user, Instant at, String payload) {
        UUID id = UUID.nameUUIDFromBytes((type + user + payload).getBytes(StandardCharsets.UTF_8));
        return """
                {"event_id":"%s","type":"%s","user_id":"%s","occurred_at":"%s","payload":{%s}}""".formatted(id, type, user, at, payload);
    }
}
