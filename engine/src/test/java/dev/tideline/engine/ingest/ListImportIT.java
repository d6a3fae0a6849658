package dev.tideline.engine.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tideline.engine.database.TestDatabase;
import dev.tideline.engine.events.EventTypes;
import dev.tideline.engine.ingest.check.IngestLimits;
import dev.tideline.engine.ingest.intake.IngestReport;
import dev.tideline.engine.timeline.Days;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListImportIT {

    @RegisterExtension
    static final TestDatabase DB = new TestDatabase();

    private static final Instant NOW = Instant.parse("2026-04-01T08:00:00Z");

    @BeforeEach
    void empty() {
        DB.truncate("event", "users", "person", "intake", "list");
    }

    @Test
    void replacesTheListAndCountsEachLine() throws IOException {
        IngestReport report = take("user_id\nu1\nu2\nu1\n\"\"\n");
        assertThat(report.accepted()).isEqualTo(2);
        assertThat(report.duplicates()).isEqualTo(1);
        assertThat(report.refused()).isEqualTo(1);
        take("u2\nu3\n");
        assertThat(members()).containsExactly("u2", "u3");
    }

    @Test
    void keepsTheListWhenNoLineIsGood() throws IOException {
        take("u1\n");
        take("\"\"\n");
        assertThat(members()).containsExactly("u1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "user_id\n", "uid\n", "\nuser_id\n"})
    void aBodyWithoutAnyIdLeavesTheList(String body) throws IOException {
        take("u1\n");
        IngestReport report = take(body);
        assertThat(report.refused()).isEqualTo(1);
        assertThat(report.problems().get(0).expected()).contains("user");
        assertThat(members()).containsExactly("u1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "user_id\n"})
    void emptiesTheListWhenAskedTo(String body) throws IOException {
        take("u1\n");
        assertThat(take(body, ListImport.Empty.ALLOWED).refused()).isZero();
        assertThat(members()).isEmpty();
    }

    @Test
    void findsAUserWhoRegistersAfterTheImport() throws IOException {
        take("u1\nu2\n");
        String event = """
                {"event_id":"6b0e2f0e-8a3c-4b66-9a51-0f9d8a5f1c11","type":"login","user_id":"u1",\
                "occurred_at":"2026-03-31T12:00:00Z"}""";
        new EventIngest(DB.database(), Days.UTC, EventTypes.shipped(), IngestLimits.STANDARD)
                .take(new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)), NOW);
        List<String> found = DB.database()
                .inTransaction(t -> t.sql("SELECT user_id FROM users JOIN list_member USING (user_id)")
                        .list(row -> row.text("user_id")));
        assertThat(found).containsExactly("u1");
    }

    @Test
    void usersWhoJoinOrLeaveCountAsChanged() throws IOException {
        DB.database().doInTransaction(t -> {
            t.execute("INSERT INTO person (person_id) VALUES ('p')");
            t.execute("""
                    INSERT INTO users (user_id, person_no, timeline, changed_xid, first_seen_at)
                    SELECT 'u' || n, 1, '\\x01', '3', now() FROM generate_series(1, 3) n""");
        });
        take("u1\nu2\n");
        assertThat(changed()).containsExactly("u1", "u2");
        reset();
        take("u2\nu3\n");
        assertThat(changed()).containsExactly("u1", "u3");
    }

    @Test
    void refusesAKeyOfAnotherForm() {
        assertThatThrownBy(() -> new ListImport(DB.database(), IngestLimits.STANDARD)
                        .take(
                                "A b",
                                ListImport.Effect.INCLUDE,
                                ListImport.Empty.REFUSED,
                                new ByteArrayInputStream(new byte[0]),
                                NOW))
                .hasMessageContaining("'A b'");
    }

    private static void reset() {
        DB.database().doInTransaction(t -> t.execute("UPDATE users SET changed_xid = '3'"));
    }

    private static List<String> changed() {
        return texts("SELECT user_id AS t FROM users WHERE changed_xid <> '3' ORDER BY 1");
    }

    private static List<String> members() {
        return texts("SELECT user_id AS t FROM list_member ORDER BY 1");
    }

    private static List<String> texts(String sql) {
        return DB.database().inTransaction(t -> t.sql(sql).list(row -> row.text("t")));
    }

    private static IngestReport take(String body) throws IOException {
        return take(body, ListImport.Empty.REFUSED);
    }

    private static IngestReport take(String body, ListImport.Empty empty) throws IOException {
        return new ListImport(DB.database(), IngestLimits.STANDARD)
                .take(
                        "vip",
                        ListImport.Effect.EXCLUDE,
                        empty,
                        new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)),
                        NOW);
    }
}
