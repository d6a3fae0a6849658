package dev.tideline.engine.authoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tideline.engine.auditlog.AuditEntry;
import dev.tideline.engine.auditlog.AuditLog;
import dev.tideline.engine.database.DatabaseException;
import dev.tideline.engine.database.TestDatabase;
import dev.tideline.engine.quarantine.Cuts;
import dev.tideline.engine.quarantine.Quarantine;
import dev.tideline.engine.rulebook.catalogue.PlaybookSwitches;
import dev.tideline.engine.rulebook.catalogue.PlaybookSwitches.Resumed;
import dev.tideline.samples.QuietUsers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Whatever changes the state of a playbook, asked for or not, is an entry of the log. */
final class LoggedChangesIT {

    @RegisterExtension
    static final TestDatabase DB = new TestDatabase();

    private static final String KEY = "logged";
    private static final Quarantine OF_TWO = new Quarantine(new Quarantine.Settings(2, Duration.ofHours(1)));

    @TempDir
    Path folder;

    private AuthoringWorld world;

    @BeforeEach
    void begin() throws IOException {
        DB.truncate(AuthoringWorld.tables());
        DB.truncate("quarantine", "rule_cut");
        write(30);
        world = new AuthoringWorld(DB.database(), folder);
    }

    @AfterEach
    void end() {
        world.close();
    }

    @Test
    void switchesAreWrittenDown() {
        world.playbooks().pause(KEY, "complaints", "ann");
        assertThat(last(KEY).reason()).isEqualTo("complaints");
        world.playbooks().resume(KEY, "bob");
        assertThat(last(KEY).version())
                .isEqualTo(world.drafts().find(KEY).orElseThrow().version());
        assertThat(last(KEY).details()).isEqualTo("{}");
        world.playbooks().pauseAll("incident", "ann");
        world.playbooks().resumeAll("ops");
        assertThat(world.log(KEY)).containsExactly("server BROUGHT", "ann PAUSED", "bob RESUMED");
        assertThat(world.log("")).containsExactly("ann PAUSED", "ops RESUMED");
        assertThat(world.playbooks().resume(KEY, "bob")).isEqualTo(Resumed.NOT_PAUSED);
        assertThat(world.playbooks().resumeAll("ops")).isFalse();
        assertThat(world.log(KEY)).hasSize(3);
        assertThat(world.log("")).hasSize(2);
        assertThat(world.playbooks().resume("unknown", "ann")).isEqualTo(Resumed.UNKNOWN);
        assertThat(world.playbooks().pause("unknown", "", "ann")).isFalse();
        assertThat(world.log("unknown")).isEmpty();
    }

    @Test
    void whatTheFolderBringsAndTakesIsWrittenDown() throws IOException {
        String first = world.drafts().find(KEY).orElseThrow().version();
        assertThat(last(KEY).details()).isEqualTo("{\"from\":\"folder logged\"}");
        write(31);
        world.playbooks().reload("ops");
        assertThat(last(KEY).details()).contains("\"before\":\"" + first + "\"");
        Files.move(folder.resolve(KEY), folder.resolve(".aside"));
        world.playbooks().reload("ops");
        assertThat(last(KEY).action()).isEqualTo("RETIRED");
        Files.move(folder.resolve(".aside"), folder.resolve(KEY));
        world.playbooks().reload("ann");
        world.playbooks().reload("nobody, since nothing changed");
        assertThat(world.log(KEY)).containsExactly("server BROUGHT", "ops BROUGHT", "ops RETIRED", "ann BROUGHT");
    }

    @Test
    void aPlaybookThatStartsPausedSaysSo() {
        execute("DELETE FROM playbook WHERE playbook IN ('kyc-nudge', 'logged')");
        world.playbooks().bring("a database from elsewhere");
        assertThat(last("kyc-nudge").details()).contains("\"paused\":\"a database from elsewhere\"");
        assertThat(last(KEY).details()).doesNotContain("paused");
    }

    @Test
    void aQuarantineIsWrittenDownByTheServerAndItsEndByWhoEndsIt() {
        cutTwo();
        switches().quarantine(OF_TWO);
        AuditEntry stopped = last(KEY);
        assertThat(stopped.version())
                .isEqualTo(world.drafts().find(KEY).orElseThrow().version());
        assertThat(stopped.reason()).isEqualTo("it ran away");
        assertThat(stopped.details()).isEqualTo("{\"persons\":\"2\"}");
        switches().quarantine(OF_TWO);
        world.playbooks().resume(KEY, "ann");
        assertThat(last(KEY).details()).isEqualTo("{\"quarantine\":\"lifted\"}");
        assertThat(world.log(KEY)).containsExactly("server BROUGHT", "server QUARANTINED", "ann RESUMED");
        assertThat(new AuditLog(DB.database()).check().sound()).isTrue();
    }

    @Test
    void thereIsNoQuarantineWithoutItsEntry() {
        cutTwo();
        execute("ALTER TABLE audit_log ADD CONSTRAINT full_up CHECK (action <> 'QUARANTINED')");
        try {
            assertThatThrownBy(() -> switches().quarantine(OF_TWO)).isInstanceOf(DatabaseException.class);
        } finally {
            execute("ALTER TABLE audit_log DROP CONSTRAINT full_up");
        }
        world.holder().refresh();
        assertThat(world.holder().current().acts(KEY)).isTrue();
        assertThat(switches().quarantine(OF_TWO)).hasSize(1);
    }

    private void cutTwo() {
        String version = world.drafts().find(KEY).orElseThrow().version();
        DB.database().doInTransaction(transaction -> {
            Cuts.note(transaction, KEY, version, 1, "it ran away");
            Cuts.note(transaction, KEY, version, 2, "it ran away");
        });
    }

    private static PlaybookSwitches switches() {
        return new PlaybookSwitches(DB.database());
    }

    private static AuditEntry last(String key) {
        return new AuditLog(DB.database()).page(key, null, 1).entries().get(0);
    }

    private static void execute(String sql) {
        DB.database().doInTransaction(transaction -> transaction.execute(sql));
    }

    private void write(int days) throws IOException {
        Path own = Files.createDirectories(folder.resolve(KEY));
        for (Map.Entry<String, String> file : QuietUsers.files(KEY, days).entrySet()) {
            Files.writeString(own.resolve(file.getKey()), file.getValue());
        }
    }
}
