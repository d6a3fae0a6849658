package dev.tideline.engine.auditlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tideline.engine.auditlog.AuditCheck.Fault;
import dev.tideline.engine.auditlog.AuditCheck.Kind;
import dev.tideline.engine.database.DatabaseException;
import dev.tideline.engine.database.TestDatabase;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AuditLogIT {

    @RegisterExtension
    static final TestDatabase DB = new TestDatabase();

    private final AuditLog log = new AuditLog(DB.database());

    @BeforeEach
    void empty() {
        DB.truncate("audit_log");
        execute("UPDATE audit_head SET entry_no = 0, hash = ''");
    }

    @Test
    void tiesEveryEntryToTheOneBefore() {
        write(3);
        List<AuditEntry> entries = log.page(null, null, 10).entries();
        assertThat(entries).extracting(AuditEntry::number).containsExactly(3L, 2L, 1L);
        assertThat(entries.get(2).before()).isEmpty();
        assertThat(entries.get(0).before()).isEqualTo(entries.get(1).hash());
        assertThat(log.check()).isEqualTo(new AuditCheck(3, List.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"UPDATE audit_log SET who = 'eve'", "DELETE FROM audit_log", "TRUNCATE audit_log"})
    void refusesToBeChanged(String tampering) {
        write(2);
        assertThatThrownBy(() -> execute(tampering))
                .isInstanceOf(DatabaseException.class)
                .hasStackTraceContaining("audit_log only gains rows");
    }

    @Test
    void findsEveryOneOfAThousandChangedEntries() {
        long seed = 4_711;
        Random random = new Random(seed);
        write(50);
        String[] columns = {"who", "action", "subject", "version", "reason", "details"};
        for (int i = 0; i < 1_000; i++) {
            long entry = 1L + random.nextInt(50);
            String column = columns[random.nextInt(columns.length)];
            tamper("UPDATE audit_log SET " + column + " = " + column + " || '~' WHERE entry_no = " + entry);
            assertThat(log.check().faults())
                    .as("seed %d, entry %d, column %s", seed, entry, column)
                    .containsExactly(new Fault(entry, Kind.CHANGED));
            tamper("UPDATE audit_log SET " + column + " = left(" + column + ", -1) WHERE entry_no = " + entry);
        }
        tamper("UPDATE audit_log SET at = at + interval '1 microsecond' WHERE entry_no = 7");
        assertThat(log.check().faults()).containsExactly(new Fault(7, Kind.CHANGED));
    }

    @Test
    void findsAnEntryThatWasWrittenAnewWithItsHash() {
        write(5);
        AuditEntry third = log.page(null, null, 10).entries().get(2);
        String forged = Chain.hash(
                3,
                third.at(),
                "eve",
                third.action(),
                third.subject(),
                third.version(),
                third.reason(),
                third.details(),
                third.before());
        tamper("UPDATE audit_log SET who = 'eve', hash = '" + forged + "' WHERE entry_no = 3");
        assertThat(log.check().faults()).containsExactly(new Fault(4, Kind.DETACHED));
    }

    @Test
    void findsEntriesThatAreGone() {
        write(5);
        tamper("DELETE FROM audit_log WHERE entry_no = 2");
        assertThat(log.check().faults()).containsExactly(new Fault(3, Kind.GAP));
        tamper("DELETE FROM audit_log WHERE entry_no > 3");
        assertThat(log.check().faults()).containsExactly(new Fault(3, Kind.GAP), new Fault(3, Kind.CUT_SHORT));
    }

    @Test
    void losesNothingWhenManyWriteAtOnce() throws InterruptedException {
        ExecutorService writers = Executors.newFixedThreadPool(6);
        for (int i = 0; i < 60; i++) {
            writers.execute(() -> write(1));
        }
        writers.shutdown();
        assertThat(writers.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
        assertThat(log.check()).isEqualTo(new AuditCheck(60, List.of()));
    }

    @Test
    void goesWithTheChangeThatItTellsOf() {
        assertThatThrownBy(() -> DB.database().doInTransaction(transaction -> {
                    AuditLog.append(transaction, Change.of("ann", AuditAction.PAUSED, "quiet-users"));
                    throw new IllegalStateException("the change failed");
                }))
                .hasMessage("the change failed");
        assertThat(log.check()).isEqualTo(new AuditCheck(0, List.of()));
    }

    @Test
    void isReadInPagesByPlaybook() {
        write(3);
        DB.database()
                .doInTransaction(transaction -> AuditLog.append(
                        transaction,
                        Change.of("bob", AuditAction.RAMPED, "another")
                                .because("less 10 %")
                                .with(Map.of("share", "10"))));
        AuditLog.Page first = log.page("quiet-users", null, 2);
        assertThat(first.entries()).extracting(AuditEntry::number).containsExactly(3L, 2L);
        AuditLog.Page second = log.page("quiet-users", first.next(), 2);
        assertThat(second.entries()).extracting(AuditEntry::number).containsExactly(1L);
        assertThat(second.next()).isNull();
        assertThat(log.page("another", null, 2).entries().get(0).details()).isEqualTo("{\"share\":\"10\"}");
        assertThatThrownBy(() -> log.page("another", first.next(), 2)).isInstanceOf(IllegalArgumentException.class);
    }

    private static void write(int entries) {
        for (int i = 0; i < entries; i++) {
            DB.database()
                    .doInTransaction(transaction -> AuditLog.append(
                            transaction,
                            Change.of("ann", AuditAction.PAUSED, "quiet-users").because("complaints")));
        }
    }

    private static void execute(String sql) {
        DB.database().doInTransaction(transaction -> transaction.execute(sql));
    }

    private static void tamper(String sql) {
        DB.database().doInTransaction(transaction -> {
            transaction.execute("SET LOCAL session_replication_role = replica");
            transaction.execute(sql);
        });
    }
}
