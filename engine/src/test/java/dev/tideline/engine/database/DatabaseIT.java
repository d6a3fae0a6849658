package dev.tideline.engine.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class DatabaseIT {

    @RegisterExtension
    static final TestDatabase DB = new TestDatabase();

    private static final UUID ID = UUID.fromString("6b0e2f0e-8a3c-4b66-9a51-0f9d8a5f1c11");
    private static final Instant AT = Instant.parse("1969-12-31T23:59:59.999999Z");

    @Test
    void bothPoolsSeeTheMigratedSchema() {
        String count = "SELECT count(*) AS n FROM person";
        long people = people();
        assertThat(people).isZero();
        Object n = DB.database()
                .client()
                .sql(count)
                .fetch()
                .one()
                .block(Duration.ofSeconds(10))
                .get("n");
        assertThat(n).isEqualTo(0L);
    }

    @Test
    void aTransactionThatThrowsLeavesNothing() {
        assertThatThrownBy(() -> DB.database().doInTransaction(t -> {
                    t.execute("INSERT INTO person (person_id) VALUES ('p')");
                    throw new IllegalStateException("stop");
                }))
                .hasMessage("stop");
        assertThat(people()).isZero();
    }

    @Test
    void whatCollidesIsDoneAnewOtherwiseAndGivenUpAfterTheFifthTime() {
        List<String> tried = new ArrayList<>();
        String done = DB.database().retrying(t -> collided(tried, "first"), t -> {
            tried.add("again");
            return "done";
        });
        assertThat(done).isEqualTo("done");
        assertThat(tried).containsExactly("first", "again");
        assertThatThrownBy(() -> DB.database().retrying(t -> collided(tried, "ever")))
                .isInstanceOf(DatabaseException.class);
        assertThat(tried).filteredOn("ever"::equals).hasSize(5);
    }

    @Test
    void whatIsRefusedForGoodIsNotDoneAnew() {
        List<String> tried = new ArrayList<>();
        assertThatThrownBy(() -> DB.database().retrying(t -> refused(tried, "once", "23505")))
                .isInstanceOf(DatabaseException.class);
        assertThat(tried).hasSize(1);
    }

    private static String collided(List<String> tried, String what) {
        return refused(tried, what, "40001");
    }

    private static String refused(List<String> tried, String what, String state) {
        tried.add(what);
        throw new DatabaseException("test", new SQLException("refused", state));
    }

    @Test
    void aTransactionThatTouchesFewRowsGoesByIndexAndTheNextAsEver() {
        assertThat(scans(t -> t.touchesFewRows(Duration.ofSeconds(7)))).isEqualTo("off 7s");
        assertThat(scans(t -> {})).isEqualTo("on 5min");
    }

    private static String scans(Transaction.Task before) {
        return DB.database().inTransaction(t -> {
            before.in(t);
            return t.sql("SELECT current_setting('enable_seqscan') || ' '"
                            + " || current_setting('idle_in_transaction_session_timeout') AS settings")
                    .one(row -> row.text("settings"));
        });
    }

    @Test
    void saysWhatPostgresRefusedWithoutTheValuesOfTheRow() {
        String twice = "INSERT INTO person (person_id) VALUES ('a-private-name'), ('a-private-name')";
        assertThatThrownBy(() -> DB.database().doInTransaction(t -> t.execute(twice)))
                .isInstanceOf(DatabaseException.class)
                .rootCause()
                .hasMessageContaining("duplicate key")
                .hasMessageNotContaining("a-private-name");
    }

    @Test
    void readsBackEveryTypeThatItCopiedIn() {
        DB.database().doInTransaction(t -> {
            t.execute("""
                    CREATE TEMP TABLE every (a bigint, b integer, c boolean, d text, e timestamptz, f bytea, g uuid,
                        h jsonb, i text[], j text, k text[]) ON COMMIT DROP""");
            write(t);
            try (CopyReader in = t.copyOut("SELECT * FROM every")) {
                assertThat(in.next()).isTrue();
                assertThat(row(in))
                        .containsExactly(
                                Long.MIN_VALUE,
                                -2,
                                true,
                                "größer 🚀",
                                AT,
                                "[-1, 0, 1]",
                                ID,
                                "{\"a\": 1}",
                                List.of("x", ""),
                                "null",
                                List.of());
                assertThat(in.next()).isFalse();
            }
        });
    }

    private static void write(Transaction t) {
        try (CopyWriter out = t.copyIn("every")) {
            out.rows()
                    .row(11)
                    .bigint(Long.MIN_VALUE)
                    .integer(-2)
                    .flag(true)
                    .text("größer 🚀")
                    .instant(AT);
            out.rows()
                    .bytes(new byte[] {-1, 0, 1})
                    .uuid(ID)
                    .json("{\"a\":1}")
                    .texts(List.of("x", ""))
                    .none();
            out.rows().texts(List.of());
            assertThat(out.finish()).isEqualTo(1);
        }
    }

    private static List<Object> row(CopyReader in) {
        List<Object> row = new ArrayList<>();
        row.add(in.bigint());
        row.add(in.integer());
        row.add(in.flag());
        row.add(in.text());
        row.add(in.instant());
        row.add(java.util.Arrays.toString(in.bytes()));
        row.add(in.uuid());
        row.add(in.json());
        row.add(in.texts());
        row.add(String.valueOf(in.textOrNull()));
        row.add(in.texts());
        return row;
    }

    @Test
    void readsManyRowsInOrderAndCanStopHalfWay() {
        DB.database().doInTransaction(t -> {
            try (CopyReader in = t.copyOut("SELECT n::bigint, repeat('x', 100) FROM generate_series(1, 5000) n")) {
                for (long n = 1; n <= 2_000; n++) {
                    assertThat(in.next()).isTrue();
                    assertThat(in.bigint()).isEqualTo(n);
                    assertThat(in.text()).hasSize(100);
                }
            }
            long one = t.sql("SELECT 1 AS one").one(row -> row.number("one"));
            assertThat(one).isEqualTo(1);
        });
    }

    @Test
    void aCopyThatIsNotFinishedWritesNothing() {
        DB.database().doInTransaction(t -> {
            try (CopyWriter out = t.copyIn("person (person_id)")) {
                out.rows().row(1).text("half");
                out.flushIfFull();
            }
        });
        assertThat(people()).isZero();
    }

    @Test
    void bindsNamedParametersOfEveryKind() {
        String found = DB.database()
                .inTransaction(t -> t.sql("""
                        SELECT concat_ws(',', :text, :at::timestamptz AT TIME ZONE 'UTC', :id, ':quoted',
                            (3::bigint = ANY(:numbers))::text, :json::jsonb->>'a', :nothing::text) AS found
                        """)
                        .bind("text", "it's")
                        .bind("at", Instant.EPOCH)
                        .bind("id", ID)
                        .bind("numbers", List.of(1L, 3L))
                        .bind("json", "{\"a\": 5}")
                        .bind("nothing", null)
                        .one(row -> row.text("found")));
        assertThat(found).isEqualTo("it's,1970-01-01 00:00:00," + ID + ",:quoted,true,5");
    }

    private static long people() {
        return DB.database()
                .inTransaction(t -> t.sql("SELECT count(*) AS n FROM person").one(row -> row.number("n")));
    }
}
