package dev.tideline.engine.authoring.publication;

import static dev.tideline.engine.authoring.publication.SaidSimulations.money;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tideline.engine.arbitration.Arbiter;
import dev.tideline.engine.audit.Recomputed;
import dev.tideline.engine.authoring.Declined;
import dev.tideline.engine.authoring.Draft;
import dev.tideline.engine.authoring.Drafts;
import dev.tideline.engine.authoring.validation.Validator;
import dev.tideline.engine.authoring.version.Versions;
import dev.tideline.engine.database.TestDatabase;
import dev.tideline.engine.live.LiveQueue;
import dev.tideline.engine.live.LiveWorkers;
import dev.tideline.engine.sweep.RunId;
import dev.tideline.engine.sweep.RunState;
import dev.tideline.engine.sweep.chunk.SweepWorld;
import dev.tideline.engine.sweep.shard.SweepWorkers;
import dev.tideline.rules.lint.subject.Assumptions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** While a version acts for a share of persons, the one before it goes on for the others. */
final class RampIT {

    @RegisterExtension
    static final TestDatabase DB = new TestDatabase();

    private static final int USERS = 60;
    private static final int SHARE = 30;
    private static final String KEY = "greeting";
    private static final String OLD = "hello";
    private static final String NEW = "good-day";
    private static final Instant START = Instant.parse("2026-01-10T00:00:00Z");

    private final SaidSimulations simulations = new SaidSimulations();
    private SweepWorld world;
    private Drafts drafts;
    private Versions versions;
    private Publisher publisher;

    @BeforeEach
    void people() {
        DB.truncate("users", "person", "event", "run", "decision_state", "reentry_state", "contact", "outbox");
        DB.truncate(
                "playbook", "playbook_version", "rule", "draft", "publication", "live_queue", "quarantine", "rule_cut");
        DB.database().doInTransaction(transaction -> transaction.execute("TRUNCATE decision"));
        world = new SweepWorld(DB.database(), new SweepWorkers.Settings(1, 20, Duration.ofSeconds(15)));
        world.start();
        world.feed(
                IntStream.range(0, USERS)
                        .mapToObj(user -> """
                        {"user_id":"u%d","snapshot_date":"2026-01-09","account_status":"OPEN","country_code":"BR",\
                        "region_group":"GLOBAL","language":"en","timezone":"UTC","client_class":"RETAIL","risk_score":3,\
                        "person_id":"p%d"}""".formatted(user, user))
                        .toList(),
                START);
        world.neverStale();
        drafts = new Drafts(DB.database());
        versions = new Versions(
                DB.database(),
                drafts,
                new Validator(world.holder(), world.policy(), Assumptions.shipped(), DB.database(), Clock.systemUTC()));
        publisher = new Publisher(
                DB.database(), world.holder(), versions, simulations, new SecondPerson(money("1"), 1_000));
    }

    @AfterEach
    void stop() {
        world.close();
    }

    @Test
    void aFirstVersionIsSilentOutsideItsShare() {
        publish(NEW, "PT0.001S", SHARE);
        sweep(0);
        Map<String, String> said = said();
        assertThat(said.keySet()).isEqualTo(insiders(SHARE));
        assertThat(said.values()).containsOnly(NEW);
        assertThat(world.lines("SELECT DISTINCT reason AS line FROM decision WHERE outcome = 'DROPPED'"
                        + " AND playbook = 'greeting'"))
                .containsExactly("RAMP");
        assertThat(world.lines("SELECT DISTINCT m.user_no::text AS line FROM membership m JOIN rule USING (rule_no)"
                        + " WHERE rule.playbook = 'greeting'"))
                .as("nobody outside the share is in its audience")
                .hasSameSizeAs(insiders(SHARE));
    }

    @Test
    void theVersionBeforeGoesOnOutsideTheShareInSweeps() {
        String old = publish(OLD, "PT0.001S", 100);
        sweep(0);
        assertThat(said().values()).hasSize(USERS).containsOnly(OLD);

        String fresh = publish(NEW, "PT0.001S", SHARE);
        sweep(1);
        assertThat(said()).isEqualTo(expected(SHARE));
        assertThat(world.lines(last("d.version"))).containsOnly(old, fresh);
        recordsAreReplayedToTheByte();
        for (int user = 0; user < USERS; user++) {
            var explained = world.explanations()
                    .explain("u" + user, KEY, START.plusSeconds(2))
                    .orElseThrow();
            boolean inside = Arbiter.reaches(KEY, SHARE, person(user));
            assertThat(explained.version()).isEqualTo(inside ? fresh : old);
            assertThat(explained.results())
                    .allSatisfy(result -> assertThat(result.version()).isEqualTo(inside ? fresh : old));
        }

        publisher.ramp(KEY, 60, "", "ann");
        sweep(2);
        assertThat(said()).isEqualTo(expected(60));

        publisher.ramp(KEY, 100, "", "ann");
        sweep(3);
        assertThat(said().values()).containsOnly(NEW);
        assertThat(world.holder().current().predecessors().playbooks()).isEmpty();

        publisher.ramp(KEY, SHARE, "too early", "ann");
        sweep(4);
        assertThat(said()).isEqualTo(expected(SHARE));
        recordsAreReplayedToTheByte();

        publisher.rollBack(wanted(old, 100));
        sweep(5);
        assertThat(said().values()).containsOnly(OLD);
        assertThat(world.holder().current().predecessors().playbooks()).isEmpty();
    }

    @Test
    void aThirdVersionTakesThePlaceOfTheSecond() {
        publish(OLD, "PT0.001S", 100);
        publish("never-heard", "PT0.001S", SHARE);
        publish(NEW, "PT0.001S", SHARE);
        sweep(0);
        assertThat(said()).isEqualTo(expected(SHARE));
    }

    @Test
    void aCooldownHoldsOverBothVersions() {
        publish(OLD, "P7D", 100);
        sweep(0);
        publish(NEW, "P7D", SHARE);
        sweep(60);
        assertThat(world.lines(last("d.reason"))).containsOnly("COOLDOWN");
        sweep(8 * 86_400);
        assertThat(said()).isEqualTo(expected(SHARE));
    }

    @Test
    void aPauseStopsBothAndBothGoOn() {
        publish(OLD, "PT0.001S", 100);
        publish(NEW, "PT0.001S", SHARE);
        world.playbooks().pause(KEY, "look", "ann");
        sweep(0);
        assertThat(said()).isEmpty();
        world.playbooks().resume(KEY, "ann");
        sweep(1);
        assertThat(said()).isEqualTo(expected(SHARE));
    }

    @Test
    void aVersionThatRunsAtOtherTimesHasNoShare() {
        String old = publish(OLD, "PT0.001S", 100);
        Map<String, String> files = files("later", "PT0.001S");
        files.computeIfPresent("playbook.yaml", (name, text) -> text.replace("0 0 12", "0 0 13"));
        String later = stored(files);
        Declined declined = catchThrowableOfType(Declined.class, () -> publisher.publish(wanted(later, SHARE)));
        assertThat(declined.reason()).isEqualTo(Declined.Reason.OTHER_SCHEDULE);
        publish(NEW, "PT0.001S", SHARE);
        declined = catchThrowableOfType(Declined.class, () -> publisher.rollBack(wanted(old, SHARE)));
        assertThat(declined.reason()).isEqualTo(Declined.Reason.IN_FORCE);
    }

    @Test
    void theVersionBeforeGoesOnOutsideTheShareInLiveRounds() {
        publish(OLD, "PT0.001S", 100);
        sweep(0);
        publish(NEW, "PT0.001S", SHARE);
        Instant now = Instant.now();
        LiveWorkers.Settings small = new LiveWorkers.Settings(1, 20, Duration.ofMillis(5));
        try (LiveWorkers live = world.live(DB.database(), small)) {
            live.start();
            world.events(
                    IntStream.range(0, USERS)
                            .mapToObj(user -> """
                            {"event_id":"%s","type":"login","user_id":"u%d","occurred_at":"%s","source":"test",\
                            "schema_version":1,"payload":{}}""".formatted(new UUID(7, user), user, now))
                            .toList(),
                    now);
            long until = System.nanoTime() + Duration.ofMinutes(1).toNanos();
            while (DB.database().inTransaction(LiveQueue::length) > 0) {
                assertThat(System.nanoTime()).isLessThan(until);
                Thread.onSpinWait();
            }
        }
        assertThat(said()).isEqualTo(expected(SHARE));
        recordsAreReplayedToTheByte();
    }

    @Test
    void aRunGoesOnWithTheVersionsItBeganWith() {
        publish(OLD, "PT0.001S", 100);
        publish(NEW, "PT0.001S", SHARE);
        RunId held = world.start(START, true);
        world.finished(held);
        publisher.ramp(KEY, 100, "", "ann");
        assertThat(said()).isEqualTo(expected(SHARE));
        assertThat(world.lines("SELECT terms->'greeting'->>'before' AS line FROM run WHERE run_no = " + held))
                .doesNotContain("");
    }

    private void sweep(long seconds) {
        assertThat(world.sweep(START.plusSeconds(seconds), false).state()).isEqualTo(RunState.DONE);
    }

    private void recordsAreReplayedToTheByte() {
        List<String> ids = world.lines("SELECT decision_id::text AS line FROM decision WHERE playbook = 'greeting'");
        assertThat(ids)
                .isNotEmpty()
                .allSatisfy(id -> assertThat(world.audit().recompute(UUID.fromString(id)))
                        .hasValue(new Recomputed(UUID.fromString(id), "", List.of())));
    }

    /** The last message of each user. */
    private Map<String, String> said() {
        return world.lines(last("u.user_id || ' ' || (d.parts->0->>'key')") + " AND d.outcome = 'GRANTED'").stream()
                .map(line -> line.split(" "))
                .collect(Collectors.toMap(words -> words[0], words -> words[1], (one, two) -> two, TreeMap::new));
    }

    private static String last(String what) {
        return "SELECT " + what + " AS line FROM decision d JOIN users u USING (user_no) WHERE d.playbook = 'greeting'"
                + " AND d.decided_at = (SELECT max(decided_at) FROM decision m WHERE m.user_no = d.user_no"
                + " AND m.playbook = d.playbook)";
    }

    private static String person(int user) {
        return "p" + user;
    }

    private static Set<String> insiders(int share) {
        return IntStream.range(0, USERS)
                .filter(user -> Arbiter.reaches(KEY, share, person(user)))
                .mapToObj(user -> "u" + user)
                .collect(Collectors.toSet());
    }

    private static Map<String, String> expected(int share) {
        Map<String, String> expected = new TreeMap<>();
        IntStream.range(0, USERS)
                .forEach(user -> expected.put("u" + user, Arbiter.reaches(KEY, share, person(user)) ? NEW : OLD));
        return expected;
    }

    private String publish(String message, String cooldown, int share) {
        String version = stored(files(message, cooldown));
        publisher.publish(wanted(version, share));
        return version;
    }

    private String stored(Map<String, String> files) {
        String before = drafts.find(KEY).map(Draft::version).orElse(null);
        String version = drafts.save(KEY, files, before, "", "ann").version();
        assertThat(versions.validate(KEY, "ann").problems()).isEmpty();
        return version;
    }

    private Publishing wanted(String version, int share) {
        return new Publishing(KEY, version, simulations.done(KEY, version), 100, money("0"), share, "", "ann");
    }

    /** The two versions read other fields, and name their rules differently. */
    private static Map<String, String> files(String message, String cooldown) {
        Map<String, String> files = new TreeMap<>();
        files.put("playbook.yaml", """
                key: greeting
                name: { en: Greeting }
                family: activation
                class: service
                priority: 60
                schedule: { cron: "0 0 12 * * ?", zone: UTC, onEvents: true }
                reentry: { cooldown: %s }
                """.formatted(cooldown));
        String rule = message.equals(OLD) ? "greet" : "greet-well";
        String condition = message.equals(OLD) ? "riskScore >= 0" : "clientClass == \"RETAIL\"";
        files.put("rules.drl", """
                rule "greeting/%s"
                @why("Everybody is greeted")
                when
                    $u : User( %s )
                then
                    message("%s").by(IN_APP).to($u);
                end
                """.formatted(rule, condition, message));
        files.put("scenarios.yaml", """
                - name: everybody
                  asOf: 2026-03-31
                  given: { user: { riskScore: 3, clientClass: RETAIL } }
                  expect: { fired: [greeting/%s] }
                - name: nobody of whom nothing is known
                  asOf: 2026-03-31
                  given: { user: {} }
                  expect: { fired: [] }
                """.formatted(rule));
        return files;
    }
}
