package dev.tideline.engine.rulebook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.engine.database.TestDatabase;
import dev.tideline.engine.rulebook.catalogue.PlaybookState;
import dev.tideline.engine.rulebook.catalogue.PlaybookSwitches.Resumed;
import dev.tideline.engine.schedule.MisfirePolicy;
import dev.tideline.engine.schedule.RunPlanter;
import dev.tideline.engine.schedule.ScheduleKey;
import dev.tideline.rules.facts.vocabulary.Vocabulary;
import dev.tideline.rules.notation.table.file.Workbooks;
import dev.tideline.samples.QuietUsers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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
        DB.truncate("playbook", "playbook_version", "refused_folder", "rule", "schedule");
        planter = new RunPlanter(DB.database(), MisfirePolicy.ONE);
        planter.keep(List.of(NOON));
        holder = new RulebookHolder(DB.database(), Vocabulary.shipped(), seen::add);
        otherNode = new RulebookHolder(DB.database(), Vocabulary.shipped(), loaded -> {});
        playbooks = new Playbooks(DB.database(), holder, folder, ZoneOffset.UTC);
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
    void makesAnewVersionOfWhatChangedAndEverybodyDirtyForIt() throws IOException {
        playbooks.bring("");
        holder.start();
        String before = holder.current().states().get("quiet-users").version();
        long swept = count("SELECT count(*) AS n FROM playbook");
        update("UPDATE playbook SET watermark = '99'");
        assertThat(playbooks.reload("ann").changed()).isEmpty();
        assertThat(count("SELECT count(*) AS n FROM playbook WHERE watermark = '99'"))
                .isEqualTo(swept);
        write("quiet-users", 31);
        assertThat(playbooks.reload("ann").changed()).containsExactly("quiet-users");
        assertThat(holder.current().states().get("quiet-users").version()).isNotEqualTo(before);
        assertThat(count("SELECT count(*) AS n FROM playbook WHERE watermark = '0'"))
                .isEqualTo(1);
        assertThat(count("SELECT count(*) AS n FROM playbook_version WHERE playbook = 'quiet-users'"))
                .isEqualTo(2);
    }

    @Test
    void keepsTheVersionBeforeWhenTheNewOneDoesNotCompile() throws IOException {
        playbooks.bring("");
        holder.start();
        String before = holder.current().states().get("quiet-users").version();
        breakRules("quiet-users");
        Playbooks.Brought brought = playbooks.reload("ann");
        assertThat(brought.changed()).isEmpty();
        assertThat(brought.refused().get("quiet-users")).anySatisfy(problem -> {
            assertThat(problem.place().source()).isEqualTo("rules.drl");
            assertThat(problem.place().line()).isEqualTo(4);
            assertThat(problem.place().column()).isPositive();
            assertThat(problem.expected()).isNotEmpty();
        });
        PlaybookState state = holder.current().states().get("quiet-users");
        assertThat(state.version()).isEqualTo(before);
        assertThat(state.acts()).isTrue();
        assertThat(state.refused()).isEqualTo(brought.refused().get("quiet-users"));
        write("quiet-users", 30);
        assertThat(playbooks.reload("ann").refused()).isEmpty();
        assertThat(holder.current().states().get("quiet-users").refused()).isEmpty();
    }

    @Test
    void keepsTheVersionBeforeWhenAScenarioOfTheNewOneFails() throws IOException {
        playbooks.bring("");
        holder.start();
        String before = holder.current().states().get("quiet-users").version();
        Path rules = folder.resolve("quiet-users/rules.drl");
        Files.writeString(rules, Files.readString(rules).replace(">= 30", ">= 31"));
        Playbooks.Brought brought = playbooks.reload("ann");
        assertThat(brought.changed()).isEmpty();
        assertThat(brought.refused().get("quiet-users"))
                .anySatisfy(problem -> {
                    assertThat(problem.place().source()).isEqualTo("scenarios.yaml");
                    assertThat(problem.place().line()).isEqualTo(1);
                    assertThat(problem.value()).isEqualTo("quiet for long enough");
                    assertThat(problem.expected())
                            .isEqualTo(
                                    "expected to fire [quiet-users/nudge], but fired []; `quiet-users/nudge` does not fire:"
                                            + " `daysSinceLastTrade >= 31` (daysSinceLastTrade: 30) does not hold");
                })
                .anySatisfy(problem -> {
                    assertThat(problem.place().source()).isEqualTo("rules.drl");
                    assertThat(problem.value()).isEqualTo("quiet-users/nudge");
                });
        PlaybookState state = holder.current().states().get("quiet-users");
        assertThat(state.version()).isEqualTo(before);
        assertThat(state.acts()).isTrue();
        assertThat(state.refused()).isEqualTo(brought.refused().get("quiet-users"));
    }

    @Test
    void refusesAFolderWithoutScenariosOrWithUnreadableOnes() throws IOException {
        write("no-cases", 30);
        Files.delete(folder.resolve("no-cases/scenarios.yaml"));
        write("wrong-field", 30);
        Path cases = folder.resolve("wrong-field/scenarios.yaml");
        Files.writeString(cases, Files.readString(cases).replace("lastTradeAt", "lastTrodeAt"));
        assertThat(playbooks.bring("").refused()).containsOnlyKeys("no-cases", "wrong-field");
        assertThat(playbooks.bring("").refused().get("wrong-field"))
                .allMatch(problem -> problem.place().source().equals("scenarios.yaml"));
    }

    @Test
    void startsWithTheVersionBeforeWhenAFolderIsBroken() throws IOException {
        write("kyc-nudge", 30);
        playbooks.bring("");
        breakRules("quiet-users");
        Files.writeString(folder.resolve("kyc-nudge/playbook.yaml"), "key: [");
        Files.createDirectories(folder.resolve("empty"));
        assertThat(playbooks.bring("").refused()).containsOnlyKeys("empty", "kyc-nudge", "quiet-users");
        holder.start();
        LoadedRulebook loaded = holder.current();
        assertThat(loaded.acts("quiet-users")).isTrue();
        assertThat(loaded.ruleNumbers()).containsKeys("quiet-users/nudge", "kyc-nudge/nudge");
        assertThat(loaded.states().get("kyc-nudge").refused()).isNotEmpty();
        assertThat(loaded.states().get("empty").acts()).isFalse();
        assertThat(loaded.states().get("empty").problems()).isNotEmpty();
        assertThat(playbooks.pause("empty", "", "ann")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0 0 25 * * ?", "0 0 1 30 2 ?", "0 0 1 ? * 8"})
    void refusesAScheduleThatNeverFires(String cron) throws IOException {
        Path declaration = folder.resolve("quiet-users/playbook.yaml");
        Files.writeString(declaration, Files.readString(declaration).replace("0 0 12 * * ?", cron));
        assertThat(playbooks.bring("").refused().get("quiet-users"))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.place().source()).isEqualTo("playbook.yaml");
                    assertThat(problem.place().line()).isEqualTo(6);
                    assertThat(problem.place().pointer()).isEqualTo("/schedule/cron");
                    assertThat(problem.value()).contains(cron);
                });
    }

    @Test
    void refusesTwoFoldersWithOneKey() throws IOException {
        playbooks.bring("");
        holder.start();
        String before = holder.current().states().get("quiet-users").version();
        write("quiet-users", 31);
        Files.move(folder.resolve("quiet-users"), folder.resolve("copy"));
        write("quiet-users", 32);
        Playbooks.Brought brought = playbooks.reload("ann");
        assertThat(brought.changed()).isEmpty();
        assertThat(brought.refused()).containsOnlyKeys("copy", "quiet-users");
        assertThat(brought.refused().get("copy").get(0).message())
                .contains("'copy'")
                .contains("'quiet-users'");
        assertThat(holder.current().states().get("quiet-users").version()).isEqualTo(before);
        assertThat(holder.current().acts("quiet-users")).isTrue();
    }

    @Test
    void retiresAPlaybookWhoseFolderIsGoneUntilItIsBack() throws IOException {
        playbooks.bring("");
        holder.start();
        Files.move(folder.resolve("quiet-users"), folder.resolve(".aside"));
        assertThat(playbooks.reload("ann").retired()).containsExactly("quiet-users");
        PlaybookState state = holder.current().states().get("quiet-users");
        assertThat(state.acts()).isFalse();
        assertThat(state.reason()).isEqualTo("Its folder 'quiet-users' was removed");
        assertThat(holder.current().standingRules()).containsEntry("quiet-users", Set.of());
        playbooks.resume("quiet-users", "ann");
        assertThat(holder.current().acts("quiet-users")).isFalse();
        assertThat(playbooks.reload("ann").retired()).isEmpty();
        Files.move(folder.resolve(".aside"), folder.resolve("another-name"));
        assertThat(playbooks.reload("ann").changed()).containsExactly("quiet-users");
        assertThat(holder.current().acts("quiet-users")).isTrue();
    }

    @Test
    void letsTheShippedVersionActAgainWhenTheFolderThatReplacedItIsGone() throws IOException {
        playbooks.bring("");
        String shipped = DB.database()
                .inTransaction(transaction -> transaction
                        .sql("SELECT hash FROM playbook WHERE playbook = 'kyc-nudge'")
                        .one(row -> row.text("hash")));
        write("kyc-nudge", 30);
        assertThat(playbooks.bring("").changed()).containsExactly("kyc-nudge");
        Files.move(folder.resolve("kyc-nudge"), folder.resolve(".aside"));
        Playbooks.Brought brought = playbooks.bring("");
        assertThat(brought.changed()).containsExactly("kyc-nudge");
        assertThat(brought.retired()).isEmpty();
        holder.start();
        assertThat(holder.current().states().get("kyc-nudge").version()).isEqualTo(shipped);
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
        assertThat(holder.current().standingRules()).containsEntry("quiet-users", Set.of("quiet-users/nudge"));
        assertThat(playbooks.resume("quiet-users", "bob")).isEqualTo(Resumed.DONE);
        await(() -> otherNode.current().acts("quiet-users"));
        playbooks.pauseAll("incident", "ann");
        await(() -> otherNode.current().pausedAll());
        playbooks.resumeAll("ann");
        await(() -> !otherNode.current().pausedAll());
        assertThat(playbooks.pause("unknown", "", "ann")).isFalse();
    }

    @Test
    void keepsWhoWasPausedWhileItCompiledPausedFromTheFirstMoment() throws Exception {
        playbooks.bring("");
        try (Connection pause = DB.database().dataSource().getConnection();
                Statement statement = pause.createStatement()) {
            pause.setAutoCommit(false);
            statement.execute("UPDATE catalogue SET epoch = epoch + 1");
            statement.execute("UPDATE playbook SET paused = true WHERE playbook = 'quiet-users'");
            Thread loading = new Thread(holder::refresh);
            loading.start();
            // The catalogue is read and compiled; rules are numbered under the lock that the pause holds.
            await(Duration.ofSeconds(60), () -> count("SELECT count(*) AS n FROM pg_locks WHERE NOT granted") > 0);
            pause.commit();
            loading.join();
        }
        assertThat(seen).isNotEmpty().noneMatch(loaded -> loaded.acts("quiet-users"));
        assertThat(holder.current().acts("quiet-users")).isFalse();
    }

    @Test
    void pausesWhileTheListenerIsAtWork() throws IOException {
        AtomicReference<RulebookHolder> slow = new AtomicReference<>();
        Playbooks elsewhere = new Playbooks(DB.database(), otherNode, folder, ZoneOffset.UTC);
        try (RulebookHolder node = new RulebookHolder(DB.database(), Vocabulary.shipped(), loaded -> {
            RulebookHolder self = slow.get();
            if (self != null && loaded.acts("quiet-users")) {
                elsewhere.pause("quiet-users", "complaints", "ann");
                await(Duration.ofSeconds(20), () -> !self.current().acts("quiet-users"));
            }
        })) {
            playbooks.bring("");
            node.start();
            otherNode.start();
            slow.set(node);
            write("quiet-users", 31);
            playbooks.bring("");
            node.refresh();
            assertThat(node.current().acts("quiet-users")).isFalse();
        }
    }

    @Test
    void startsShippedPlaybooksPausedWhereTheInstallationSaysSo() {
        playbooks.bring("external database");
        holder.start();
        assertThat(holder.current().acts("dormant-30-funded")).isFalse();
        assertThat(holder.current().states().get("dormant-30-funded").reason()).isEqualTo("external database");
        assertThat(holder.current().acts("quiet-users")).isTrue();
    }

    @Test
    void takesRulesFromAWorkbookAndKeepsItsBytes() throws IOException {
        byte[] workbook = Workbooks.write(
                "Rules",
                List.of(
                        List.of("Rule", "Why", "days since the last trade", "Message", "Channels"),
                        List.of("nudge", "No trade for some time", ">= 30", "come-back", "push")),
                List.of());
        Path own = folder.resolve("quiet-users");
        Files.delete(own.resolve("rules.drl"));
        Files.write(own.resolve("rules.xlsx"), workbook);
        assertThat(playbooks.bring("").refused()).isEmpty();
        holder.start();
        assertThat(holder.current().ruleNumbers()).containsKey("quiet-users/nudge");
        String kept = holder.current().playbooks().get("quiet-users").files().get("rules.xlsx");
        assertThat(Base64.getDecoder().decode(kept)).isEqualTo(workbook);
    }

    private void breakRules(String key) throws IOException {
        Path rules = folder.resolve(key).resolve("rules.drl");
        Files.writeString(rules, Files.readString(rules).replace("daysSinceLastTrade", "daysSinceLastTrode"));
    }

    private void write(String key, int days) throws IOException {
        QuietUsers.write(folder.resolve(key), QuietUsers.files(key, days));
    }

    private static long count(String sql) {
        return DB.database().inTransaction(transaction -> transaction.sql(sql).one(row -> row.number("n")));
    }

    private static void update(String sql) {
        DB.database().inTransaction(transaction -> transaction.execute(sql));
    }

    private static void await(BooleanSupplier condition) {
        await(Duration.ofSeconds(5), condition);
    }

    private static void await(Duration most, BooleanSupplier condition) {
        long until = System.nanoTime() + most.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited %s", most).isLessThan(until);
            Thread.onSpinWait();
        }
    }
}
