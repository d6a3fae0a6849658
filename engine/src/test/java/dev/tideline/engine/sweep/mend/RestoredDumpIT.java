package dev.tideline.engine.sweep.mend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.engine.database.TestDatabase;
import dev.tideline.engine.sweep.run.RunCloser;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RestoredDumpIT {

    @RegisterExtension
    static final TestDatabase DB = new TestDatabase();

    @BeforeEach
    void onePlaybookAndOneUser() {
        DB.truncate("run", "playbook", "playbook_version", "person", "users");
        execute("INSERT INTO playbook_version (hash, playbook, files, origin) VALUES ('h', 'welcome', '{}', 'stored')");
        execute("INSERT INTO playbook (playbook, hash, paused) VALUES ('welcome', 'h', false)");
        execute("INSERT INTO person (person_id) VALUES ('p')");
        execute("INSERT INTO users (user_id, person_no, timeline, first_seen_at)"
                + " SELECT 'u', person_no, '\\x01', now() FROM person");
    }

    @Test
    void leavesADatabaseOfThisClusterAlone() {
        execute("UPDATE playbook SET watermark = pg_current_xact_id()");
        assertThat(RestoredDump.mend(DB.database())).isFalse();
        assertThat(isTrue("SELECT watermark > '0' AS yes FROM playbook")).isTrue();
    }

    @Test
    void makesEverybodyDirtyWhenNumbersAreAheadOfTheCluster() {
        execute("UPDATE playbook SET watermark = '999999999999'");
        execute("UPDATE users SET changed_xid = '999999999998'");
        assertThat(RestoredDump.mend(DB.database())).isTrue();
        assertThat(isTrue("SELECT watermark = '0' AS yes FROM playbook")).isTrue();
        assertThat(isTrue("SELECT changed_xid <= pg_current_xact_id() AS yes FROM users"))
                .isTrue();
        assertThat(RestoredDump.mend(DB.database())).isFalse();
    }

    @Test
    void plansOpenRunsAnewSoThatTheirEndHidesNoChange() {
        for (String state : List.of("RUNNING", "HELD")) {
            execute(
                    "INSERT INTO run (state, playbooks, as_of, requested_by, advances, epoch, watermark, since, started_at)"
                            + " SELECT '" + state + "', '{welcome}', now(), 'ann', true, epoch, '999999999999',"
                            + " '999999999990', now() FROM catalogue");
        }
        execute("INSERT INTO run_shard (run_no, shard_no, person_from, person_to, checkpoint)"
                + " SELECT run_no, 1, 1, 1, 0 FROM run");
        execute("UPDATE playbook SET watermark = pg_current_xact_id()");
        assertThat(RestoredDump.mend(DB.database())).isTrue();
        new RunCloser(DB.database()).closeFinished();
        assertThat(isTrue("SELECT watermark = '0' AND reset_epoch = epoch AS yes FROM playbook, catalogue"))
                .isTrue();
        assertThat(isTrue("SELECT bool_and(state = 'PLANNED' AND watermark IS NULL AND since IS NULL) AS yes FROM run"))
                .isTrue();
        assertThat(isTrue("SELECT count(*) = 0 AS yes FROM run_shard")).isTrue();
        assertThat(RestoredDump.mend(DB.database())).isFalse();
    }

    private static void execute(String sql) {
        DB.database().inTransaction(transaction -> transaction.execute(sql));
    }

    private static boolean isTrue(String sql) {
        return DB.database().inTransaction(transaction -> transaction.sql(sql).one(row -> row.flag("yes")));
    }
}
