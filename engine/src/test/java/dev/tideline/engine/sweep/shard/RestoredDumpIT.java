package dev.tideline.engine.sweep.shard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.engine.database.TestDatabase;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RestoredDumpIT {

    @RegisterExtension
    static final TestDatabase DB = new TestDatabase();

    @BeforeEach
    void onePlaybookAndOneUser() {
        DB.truncate("playbook", "playbook_version", "person", "users");
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

    private static void execute(String sql) {
        DB.database().inTransaction(transaction -> transaction.execute(sql));
    }

    private static boolean isTrue(String sql) {
        return DB.database().inTransaction(transaction -> transaction.sql(sql).one(row -> row.flag("yes")));
    }
}
