package dev.tideline.engine.pools;

import dev.tideline.engine.database.TestDatabase;
import dev.tideline.engine.sweep.chunk.SweepWorld;
import dev.tideline.rules.money.Asset;
import dev.tideline.rules.money.Money;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** People in a contest that has ended, and what they won. */
final class Contestants {

    static final Instant ENDED = Instant.parse("2026-01-31T00:00:00Z");

    private static final Asset USDT = new Asset("USDT", 6);

    private Contestants() {}

    /** Of whom the lower numbers traded more, but for c-2 and c-3; the playbook ran before any of them came. */
    static void enter(SweepWorld world, int count) {
        List<String> rows = new ArrayList<>();
        List<String> events = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            long volume = i == 3 ? 1_000_000 - 2 : 1_000_000 - i;
            rows.add(row("c-" + i, "p-c-" + i, i == 3 ? "02" : "05", volume, "PASSED"));
            events.add(verified("c-" + i));
        }
        world.feed(rows, ENDED);
        world.events(events, ENDED);
        world.neverStale();
    }

    /** One more account of somebody who entered. */
    static void another(SweepWorld world, String user, String person, long volume, String review) {
        world.feed(List.of(row(user, person, "05", volume, review)), ENDED);
        world.events(List.of(verified(user)), ENDED);
    }

    private static String row(String user, String person, String joined, long volume, String review) {
        return """
                {"user_id":"%s","person_id":"%s","snapshot_date":"2026-02-01","account_status":"OPEN",\
                "country_code":"BR","region_group":"GLOBAL","language":"en","timezone":"UTC","client_class":"RETAIL",\
                "risk_score":1,"contest_id":"cup","contest_joined":true,"joined_at":"2026-01-%sT00:00:00Z",\
                "contest_volume":"%d","valid_openings":10,"start_equity":"500","contest_ended":true,\
                "contest_ended_at":"%s","risk_review":"%s"}""".formatted(user, person, joined, volume, ENDED, review);
    }

    private static String verified(String user) {
        return """
                {"event_id":"%s","type":"kyc.passed","user_id":"%s","occurred_at":"2026-01-01T00:00:00Z",\
                "received_at":"2026-01-01T00:00:00Z","source":"test","schema_version":1,"payload":{"level":2}}""".formatted(UUID.nameUUIDFromBytes(("k" + user).getBytes(StandardCharsets.UTF_8)), user);
    }

    /** User, place and prize of those who are to be paid. */
    static List<String> prizes(TestDatabase db) {
        return lines(db, """
                SELECT concat_ws(' ', u.user_id, s.place, trim_scale(g.amount / 1000000)) AS line FROM pool_share s
                JOIN ledger_grant g ON g.grant_key = s.grant_key AND g.state = 'PAYABLE'
                JOIN incentive_grant i ON i.grant_key = s.grant_key JOIN users u ON u.user_no = i.user_no
                ORDER BY s.place, u.user_id
                """);
    }

    static Money paid(TestDatabase db) {
        return USDT.ofMinor(db.database()
                .inTransaction(
                        t -> t.sql("SELECT coalesce(sum(amount), 0) AS n FROM ledger_grant WHERE state = 'PAYABLE'")
                                .one(row -> row.result().getBigDecimal("n").toBigIntegerExact())));
    }

    static List<String> lines(TestDatabase db, String sql) {
        return db.database().inTransaction(t -> t.sql(sql).list(row -> row.text("line")));
    }
}
