package dev.tideline.engine.rulebook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.engine.database.TestDatabase;
import dev.tideline.engine.schedule.MisfirePolicy;
import dev.tideline.engine.schedule.RunPlanter;
import dev.tideline.engine.schedule.ScheduleKey;
import dev.tideline.rules.facts.vocabulary.Vocabulary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

final class PlaybooksIT {

    @RegisterExtension
    static final TestDatabase DB = new TestDatabase();

    private static final ScheduleKey NOON = new ScheduleKey("0 0 12 * * ?", "UTC");

    @TempDir
    Path folder;

    private final List<LoadedRulebook> seen = new ArrayList<>();
    private RunPlanter planter;
    private RulebookHolder holder;
    private RulebookHolder otherNode;
    private Playbooks playbooks;

    @BeforeEach
    void catalogue() throws IOException {
        DB.truncate("playbook", "playbook_version", "rule", "schedule");
        planter = new RunPlanter(DB.database(), MisfirePolicy.ONE);
        planter.keep(List.of(NOON));
        holder = new RulebookHolder(DB.database(), Vocabulary.shipped(), seen::add);
        otherNode = new RulebookHolder(DB.database(), Vocabulary.shipped(), loaded -> {});
        playbooks = new Playbooks(DB.database(), holder, folder);
        write("quiet-users", 30);
    }

    @AfterEach
    void stop() {
        holder.close();
        otherNode.close();
    }

    @Test
    void compilesTheOperatorsPlaybookAndNumbersItsRules() {
        assertThat(playbooks.bring("").refused()).isEmpty();
        holder.start();
        LoadedRulebook loaded = holder.current();
        assertThat(loaded.acts("quiet-users")).isTrue();
        assertThat(loaded.acting().get(NOON)).isEqualTo(Set.of("quiet-users"));
        assertThat(loaded.ruleNumbers()).containsKey("quiet-users/nudge");
        assertThat(seen).containsExactly(loaded);
        assertThat(count(
                        "SELECT count(*) AS n FROM audience_rule WHERE audience = 'quiet-users' AND kind = 'playbook'"))
                .isEqualTo(1);
    }

    @Test
    void makesAnewVersionOfWhatChangedAndEverybodyDirtyForItsSchedule() throws IOException {
        playbooks.bring("");
        holder.start();
        String before = holder.current().states().get("quiet-users").version();
        update("UPDATE schedule SET watermark = '99'");
        assertThat(playbooks.reload().changed()).isEmpty();
        assertThat(count("SELECT count(*) AS n FROM schedule WHERE watermark = '99'"))
                .isEqualTo(1);
        write("quiet-users", 31);
        assertThat(playbooks.reload().changed()).containsExactly("quiet-users");
        assertThat(holder.current().states().get("quiet-users").version()).isNotEqualTo(before);
        assertThat(count("SELECT count(*) AS n FROM schedule WHERE watermark = '0'"))
                .isEqualTo(1);
        assertThat(count("SELECT count(*) AS n FROM playbook_version WHERE playbook = 'quiet-users'"))
                .isEqualTo(2);
    }

    @Test
    void leavesABadPlaybookOutAndKeepsTheOthers() throws IOException {
        write("broken", 30);
        Files.writeString(folder.resolve("broken/rules.drl"), "rule \"broken/x\" when then end");
        Files.createDirectories(folder.resolve("empty"));
        assertThat(playbooks.bring("").refused()).containsOnlyKeys("empty");
        holder.start();
        assertThat(holder.current().acts("quiet-users")).isTrue();
        assertThat(holder.current().acts("broken")).isFalse();
        assertThat(holder.current().states().get("broken").problems()).isNotEmpty();
    }

    @Test
    void pausesAndResumesOnAllNodesWithinFiveSeconds() {
        playbooks.bring("");
        holder.start();
        otherNode.start();
        assertThat(playbooks.pause("quiet-users", "too many complaints", "ann")).isTrue();
        await(() -> !otherNode.current().acts("quiet-users"));
        PlaybookState state = holder.current().states().get("quiet-users");
        assertThat(state.reason()).isEqualTo("too many complaints");
        assertThat(state.changedBy()).isEqualTo("ann");
        assertThat(playbooks.resume("quiet-users", "bob")).isTrue();
        await(() -> otherNode.current().acts("quiet-users"));
        playbooks.pauseAll("incident", "ann");
        await(() -> otherNode.current().pausedAll());
        playbooks.resumeAll("ann");
        await(() -> !otherNode.current().pausedAll());
        assertThat(playbooks.pause("unknown", "", "ann")).isFalse();
    }

    @Test
    void startsPausedWhereTheInstallationSaysSo() {
        playbooks.bring("external database");
        holder.start();
        assertThat(holder.current().acts("quiet-users")).isFalse();
        assertThat(holder.current().states().get("quiet-users").reason()).isEqualTo("external database");
    }

    private void write(String key, int days) throws IOException {
        Path own = Files.createDirectories(folder.resolve(key));
        Files.writeString(own.resolve("playbook.yaml"), """
                key: %s
                name: { en: Quiet users }
                family: recall
                class: promotional
                priority: 60
                schedule: { cron: "0 0 12 * * ?", zone: UTC }
                reentry: { once: ever }
                """.formatted(key));
        Files.writeString(own.resolve("rules.drl"), """
                rule "%s/nudge"
                @why("No trade for some time")
                when
                    $u : User( daysSinceLastTrade >= %d )
                then
                    message("come-back").by(PUSH).to($u);
                end
                """.formatted(key, days));
        Files.writeString(own.resolve("scenarios.yaml"), "[]\n");
    }

    private static long count(String sql) {
        return DB.database().inTransaction(transaction -> transaction.sql(sql).one(row -> row.number("n")));
    }

    private static void update(String sql) {
        DB.database().inTransaction(transaction -> transaction.execute(sql));
    }

    private static void await(BooleanSupplier condition) {
        long until = System.nanoTime() + Duration.ofSeconds(5).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited 5 s").isLessThan(until);
            Thread.onSpinWait();
        }
    }
}
