package dev.tideline.engine.users;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tideline.engine.database.TestDatabase;
import dev.tideline.engine.database.Transaction;
import dev.tideline.rules.facts.FieldType;
import dev.tideline.rules.facts.vocabulary.Trait;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostgresUserStoreIT {

    @RegisterExtension
    static final TestDatabase DB = new TestDatabase();

    private static final Instant FROM = Instant.parse("2026-03-31T00:00:00Z");
    private static final Instant TO = Instant.parse("2026-04-01T00:00:00Z");

    private final UserStore users = new PostgresUserStore(DB.database());

    /** Persons 1 to 4; persons 2 and 3 have two accounts. */
    @BeforeEach
    void fill() {
        DB.truncate("event", "users", "user_state", "person", "trait");
        DB.database().doInTransaction(t -> {
            t.execute("INSERT INTO person (person_id) SELECT 'p' || n FROM generate_series(1, 4) n");
            t.execute("""
                    INSERT INTO users (user_id, person_no, timeline, first_seen_at)
                    SELECT 'u' || n, least(n, 7 - n), '\\x01', now()
                    FROM generate_series(1, 5) n""");
            t.execute("INSERT INTO user_state (user_no, segments) VALUES (1, '{\"stage\":\"ACTIVE\"}')");
            t.execute("""
                    INSERT INTO event (event_id, user_no, occurred_at, received_at, schema_version, type, source, payload)
                    SELECT gen_random_uuid(), 2, '2026-03-31T23:59:59.999999Z'::timestamptz + n * interval '1 day', now(),
                        '1', 'login', 'api', jsonb_build_object('n', n)
                    FROM generate_series(-1, 1) n""");
        });
    }

    @Test
    void readsAllAccountsOfARangeOfPersonsInOrder() {
        assertThat(ids((t, into) -> users.eachOfPersons(t, 2, 3, into))).containsExactly("u2", "u5", "u3", "u4");
    }

    @Test
    void readsPersonsByNumber() {
        assertThat(ids((t, into) -> users.eachOfPersons(t, List.of(2L, 1L), into)))
                .containsExactly("u1", "u2", "u5");
        assertThat(ids((t, into) -> users.eachOfPersons(t, List.of(), into))).isEmpty();
    }

    @Test
    void findsOneUserOnEitherPool() {
        StoredUser blocking =
                DB.database().inTransaction(t -> users.find(t, "u1")).orElseThrow();
        assertThat(blocking.personId()).isEqualTo("p1");
        assertThat(blocking.segments()).contains("ACTIVE");
        assertThat(users.find("u1").block()).isEqualTo(blocking);
        assertThat(users.find("nobody").block()).isNull();
    }

    @Test
    void readsTheRawEventsOfADay() {
        List<StoredEvent> events = new ArrayList<>();
        DB.database().doInTransaction(t -> users.eachEvent(t, List.of(2L, 4L), FROM, TO, events::add));
        assertThat(events).hasSize(1);
        assertThat(events.get(0).payload().path("n").intValue()).isZero();
    }

    @Test
    void readsNoEventsOfAccountsThatLieBetween() {
        List<StoredEvent> events = new ArrayList<>();
        DB.database().doInTransaction(t -> users.eachEvent(t, List.of(1L, 3L), FROM, TO, events::add));
        assertThat(events).isEmpty();
    }

    @Test
    void aTraitKeepsItsType() {
        TraitStore traits = new TraitStore();
        Trait trait = new Trait("coin", FieldType.TEXT, "", "Coin he likes");
        DB.database().doInTransaction(t -> {
            assertThat(traits.declare(t, trait)).isTrue();
            assertThat(traits.declare(t, new Trait("coin", FieldType.WHOLE, "", "")))
                    .isFalse();
            assertThat(traits.declare(t, trait)).isTrue();
            assertThat(traits.all(t)).containsExactly(trait);
        });
    }

    /** Reads users in a transaction. */
    @FunctionalInterface
    private interface Reading {
        void into(Transaction transaction, Consumer<StoredUser> consumer);
    }

    private static List<String> ids(Reading reading) {
        List<String> ids = new ArrayList<>();
        DB.database().doInTransaction(t -> reading.into(t, user -> ids.add(user.userId())));
        return ids;
    }
}
