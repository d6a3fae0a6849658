package dev.tideline.engine.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tideline.engine.database.DatabaseException;
import dev.tideline.engine.database.TestDatabase;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReportSchemaIT {

    @RegisterExtension
    static final TestDatabase DB = new TestDatabase();

    @ParameterizedTest
    @ValueSource(strings = {"users", "daily_snapshots", "stages", "decisions", "suppressions", "touches", "runs"})
    void letsAnalystsReadEveryView(String view) {
        long rows = DB.database().inTransaction(transaction -> {
            transaction.execute("set local role tideline_report");
            return transaction.sql("select count(*) as n from report." + view).one(row -> row.number("n"));
        });
        assertThat(rows).isNotNegative();
    }

    @Test
    void keepsAnalystsOffTheTables() {
        assertThatThrownBy(() -> DB.database().doInTransaction(transaction -> {
                    transaction.execute("set local role tideline_report");
                    transaction.sql("select count(*) as n from tideline.users").one(row -> row.number("n"));
                }))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("permission denied");
    }

    @Test
    void countsADayOfAUserFromHisEvents() {
        DB.truncate("event", "users", "person", "segment_step");
        DB.database().doInTransaction(transaction -> {
            transaction.execute("insert into person (person_id) values ('p')");
            transaction.execute("insert into users (user_id, person_no, timeline, first_seen_at)"
                    + " select 'u', person_no, '\\x01', now() from person");
            transaction.execute(
                    "insert into event (event_id, user_no, occurred_at, received_at, schema_version, type,"
                            + " source, payload) select gen_random_uuid(), user_no, '2026-03-01 23:59+00', now(), 1,"
                            + " 'trade.executed', 's', '{\"usdt\": \"12.50\", \"fee_usdt\": 0.01}' from users, generate_series(1, 2)");
        });
        List<String> days = DB.database()
                .inTransaction(transaction -> transaction
                        .sql("select snapshot_date || ' ' || trades || ' ' || volume || ' ' || fees as day"
                                + " from report.daily_snapshots where user_id = 'u'")
                        .list(row -> row.text("day")));
        assertThat(days).containsExactly("2026-03-01 2 25.00 0.02");
    }

    @Test
    void aDayEndsInUtcWhateverTheZoneOfTheSession() {
        DB.truncate("event", "users", "person", "segment_step");
        List<String> stages = DB.database().inTransaction(transaction -> {
            transaction.execute("insert into person (person_id) values ('z')");
            transaction.execute("insert into users (user_id, person_no, timeline, first_seen_at)"
                    + " select 'z', person_no, '\\x01', now() from person where person_id = 'z'");
            transaction.execute("insert into event (event_id, user_no, occurred_at, received_at, schema_version, type,"
                    + " source, payload) select gen_random_uuid(), user_no, '2026-03-01 12:00+00', now(), 1,"
                    + " 'login', 's', '{}' from users where user_id = 'z'");
            transaction.execute(
                    "insert into segment_step (user_no, at, run_no, changes)"
                            + " select user_no, timestamptz '2026-03-01 23:30+00', 1, E'lifecycle_stage\\tACTIVE\\t\\tevent' from users"
                            + " union all select user_no, timestamptz '2026-03-02 00:00+00', 1, E'lifecycle_stage\\tQUIET\\tACTIVE\\tevent' from users");
            return List.of("UTC", "Pacific/Auckland", "America/Los_Angeles").stream()
                    .flatMap(zone -> {
                        transaction.execute("set local time zone '" + zone + "'");
                        return transaction
                                .sql("select lifecycle_stage from report.daily_snapshots where user_id = 'z'")
                                .list(row -> row.text("lifecycle_stage"))
                                .stream();
                    })
                    .toList();
        });
        assertThat(stages).containsExactly("ACTIVE", "ACTIVE", "ACTIVE");
    }
}
