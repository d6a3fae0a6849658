package dev.tideline.engine.audience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tideline.engine.audience.AudienceReader.Include;
import dev.tideline.engine.audience.AudienceReader.Page;
import dev.tideline.engine.database.TestDatabase;
import dev.tideline.engine.database.Transaction;
import dev.tideline.engine.facts.FactsModel;
import dev.tideline.engine.snapshot.measure.HistoryRules;
import dev.tideline.engine.sources.FieldSources;
import dev.tideline.engine.timeline.Days;
import dev.tideline.engine.timeline.TimelineBuilder;
import dev.tideline.rules.facts.vocabulary.Vocabulary;
import dev.tideline.rules.segments.Segmentation;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import reactor.core.publisher.Mono;

final class PostgresAudienceReaderIT {

    @RegisterExtension
    static final TestDatabase DB = new TestDatabase();

    private static final Instant NOW = Instant.parse("2026-03-31T00:00:00Z");
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private AudienceReader reader() {
        Vocabulary vocabulary = Vocabulary.shipped();
        FactsModel model = new FactsModel(
                vocabulary,
                FieldSources.shipped(vocabulary),
                Days.UTC,
                Segmentation.shipped(vocabulary),
                HistoryRules.of(Segmentation.shipped(vocabulary)));
        return new PostgresAudienceReader(DB.database().client(), model);
    }

    @BeforeEach
    void fill() {
        DB.database().doInTransaction(transaction -> {
            transaction.execute("TRUNCATE person, users, rule, audience_rule, membership, membership_change,"
                    + " decision, decision_state RESTART IDENTITY CASCADE");
            transaction.execute(
                    "INSERT INTO rule (playbook, name) VALUES ('quiet', 'quiet/one'), ('quiet', 'quiet/two')");
            transaction.execute("INSERT INTO audience_rule VALUES ('quiet', 'playbook', 1), ('quiet', 'playbook', 2)");
            transaction
                    .sql("""
                            WITH p AS (INSERT INTO person (person_id) SELECT 'p' || n FROM generate_series(1, 5) n
                                RETURNING person_no)
                            INSERT INTO users (user_id, person_no, timeline, first_seen_at)
                            SELECT 'u' || person_no, person_no, decode(:timeline, 'hex'), now() FROM p ORDER BY person_no
                            """)
                    .bind(
                            "timeline",
                            HexFormat.of()
                                    .formatHex(new TimelineBuilder(Days.UTC)
                                            .build()
                                            .bytes()))
                    .update();
            for (int user = 1; user <= 5; user++) {
                enter(transaction, user, 1, user == 3 ? "CONTROL" : null);
            }
            enter(transaction, 2, 2, null);
        });
    }

    private static void enter(Transaction transaction, int user, int rule, @Nullable String withheld) {
        String reason = withheld == null ? "NULL" : "'" + withheld + "'";
        transaction.execute("INSERT INTO membership (user_no, rule_no, entered_at, withheld) VALUES (%d, %d, '%s', %s)"
                .formatted(user, rule, NOW, reason));
        change(transaction, user, rule, true, withheld);
    }

    private static void change(
            Transaction transaction, int user, int rule, boolean entered, @Nullable String withheld) {
        String reason = withheld == null ? "NULL" : "'" + withheld + "'";
        transaction.execute(
                "INSERT INTO membership_change (user_no, rule_no, entered, at, withheld) VALUES (%d, %d, %s, '%s', %s)"
                        .formatted(user, rule, entered, NOW, reason));
    }

    private static <T> T get(Mono<T> mono) {
        return Objects.requireNonNull(mono.block(PATIENCE));
    }

    @Test
    void countsMembersWithoutThoseWithheld() {
        assertThat(reader().all().collectList().block(PATIENCE))
                .containsExactly(new Audience("quiet", List.of("playbook"), List.of("quiet"), 4));
        assertThat(get(reader().exists("quiet"))).isTrue();
        assertThat(get(reader().exists("loud"))).isFalse();
    }

    @Test
    void pagesAreCompleteAndWithoutRepetition() {
        Page<Member> first = get(reader().members("quiet", Include.CONTACTABLE, null, 2, NOW));
        Page<Member> second = get(reader().members("quiet", Include.CONTACTABLE, first.next(), 2, NOW));
        Page<Member> third = get(reader().members("quiet", Include.CONTACTABLE, second.next(), 2, NOW));
        assertThat(first.items()).extracting(Member::userId).containsExactly("u1", "u2");
        assertThat(second.items()).extracting(Member::userId).containsExactly("u2", "u4");
        assertThat(third.items()).extracting(Member::userId).containsExactly("u5");
        assertThat(third.next()).isNull();
    }

    @Test
    void streamsHoldWithheldMembersOnlyIfAsked() {
        assertThat(reader().stream("quiet", Include.CONTACTABLE, NOW)
                        .collectList()
                        .block(PATIENCE))
                .extracting(Member::withheld)
                .hasSize(5)
                .containsOnlyNulls();
        assertThat(reader().stream("quiet", Include.WITHHELD, NOW).collectList().block(PATIENCE))
                .extracting(Member::withheld)
                .hasSize(6)
                .contains("CONTROL");
    }

    @Test
    void membersCarryWhatTheirLastDecisionAllows() {
        DB.database().doInTransaction(transaction -> {
            transaction.execute("SELECT make_decision_partition('%s')".formatted(NOW));
            transaction.execute("INSERT INTO decision_basis (rulebook_hash, policy_hash) VALUES ('r', 'p')"
                    + " ON CONFLICT DO NOTHING");
            transaction.execute("""
                    INSERT INTO decision (decision_id, decided_at, person_no, user_no, playbook, rule, version, class,
                        outcome, reason, occurrence, probability_bps, expires_at, basis_no, parts, inputs)
                    VALUES ('00000000-0000-0000-0000-000000000001', '%s', 1, 1, 'quiet', 'quiet/one', 'v', 'PROMOTIONAL',
                        'GRANTED', 'GRANTED', 'ever', 9000, '2026-04-07T00:00:00Z', 1,
                        '[{"kind":"TOUCH","key":"a","channels":["PUSH","EMAIL"],"outcome":"GRANTED","reason":"GRANTED",
                           "channel":"EMAIL","not_before":"2026-03-31T08:00:00Z"},
                          {"kind":"TOUCH","key":"b","channels":["SMS"],"outcome":"DROPPED","reason":"CONTACT_CAP"}]', '{}')
                    """.formatted(NOW));
            transaction.execute("""
                    INSERT INTO decision_state (person_no, user_no, rule, playbook, version, outcome, reason, decision_id,
                        decided_at, standing, revision)
                    VALUES (1, 1, 'quiet/one', 'quiet', 'v', 'GRANTED', 'GRANTED',
                        '00000000-0000-0000-0000-000000000001', '%s', false, 1)
                    """.formatted(NOW));
        });
        Member member = get(reader().members("quiet", Include.CONTACTABLE, null, 1, NOW))
                .items()
                .get(0);
        assertThat(member.channels()).containsExactly("EMAIL");
        assertThat(member.sendAfter()).isEqualTo(Instant.parse("2026-03-31T08:00:00Z"));
        assertThat(member.expiresAt()).isEqualTo(Instant.parse("2026-04-07T00:00:00Z"));
        assertThat(member.decisionId()).hasToString("00000000-0000-0000-0000-000000000001");
    }

    @Test
    void changesOfAnOpenTransactionAndOfLaterOnesWaitForItsEnd() {
        Page<MemberChange> before = get(reader().changes("quiet", Include.CONTACTABLE, null, 100));
        assertThat(before.items()).hasSize(5);
        Page<MemberChange> during = DB.database().inTransaction(open -> {
            change(open, 1, 1, false, null);
            DB.database().doInTransaction(later -> change(later, 4, 1, false, null));
            return get(reader().changes("quiet", Include.CONTACTABLE, before.next(), 100));
        });
        assertThat(during.items()).isEmpty();
        Page<MemberChange> after = get(reader().changes("quiet", Include.CONTACTABLE, during.next(), 100));
        assertThat(after.items()).extracting(MemberChange::userId).containsExactly("u1", "u4");
        assertThat(after.items()).noneMatch(MemberChange::entered);
        assertThat(get(reader().changes("quiet", Include.CONTACTABLE, after.next(), 100))
                        .items())
                .isEmpty();
    }

    @Test
    void changesArePagedWithoutGapsAndHideThoseWithheld() {
        Page<MemberChange> first = get(reader().changes("quiet", Include.CONTACTABLE, null, 3));
        Page<MemberChange> second = get(reader().changes("quiet", Include.CONTACTABLE, first.next(), 3));
        assertThat(first.items()).extracting(MemberChange::userId).containsExactly("u1", "u2", "u4");
        assertThat(second.items()).extracting(MemberChange::userId).containsExactly("u5", "u2");
        assertThat(get(reader().changes("quiet", Include.WITHHELD, null, 100)).items())
                .hasSize(6);
    }

    @Test
    void changesGoOnFromThePresent() {
        String present = get(reader().present("quiet", Include.CONTACTABLE));
        DB.database().doInTransaction(transaction -> change(transaction, 5, 1, false, null));
        assertThat(get(reader().changes("quiet", Include.CONTACTABLE, present, 100))
                        .items())
                .extracting(MemberChange::userId)
                .containsExactly("u5");
    }

    @Test
    void refusesCursorsOfOtherListsAndOfOtherDatabases() {
        String members = get(reader().members("quiet", Include.CONTACTABLE, null, 2, NOW))
                .next();
        String ahead = new Position.Query(Position.Kind.CHANGES, "quiet", Include.CONTACTABLE)
                .text(new Position(Long.MAX_VALUE, 0));
        String withheld = get(reader().present("quiet", Include.WITHHELD));
        String other = get(reader().present("other", Include.CONTACTABLE));
        for (String cursor : List.of("nonsense", String.valueOf(members), ahead, withheld, other)) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> get(reader().changes("quiet", Include.CONTACTABLE, cursor, 2)));
        }
    }
}
