package dev.tideline.api.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;

/** What must hold of a server's database whatever became of the servers that wrote it: SQL over its tables alone. */
final class Books {

    private static final String LIVE = "state NOT IN ('VOID', 'EXPIRED')";

    /** Length of an id. */
    private static final int ID = 36;

    private final ServerProcess server;

    Books(ServerProcess server) {
        this.server = server;
    }

    /** Entries are what budgets say they spent, and no budget was ever allowed more than the most. */
    void addUp(Market market) {
        none("SELECT count(*) FROM ledger_difference");
        none("SELECT count(*) FROM budget WHERE kind = 'CAMPAIGN' AND spent > "
                + micros(market.most(Market.budget(0))));
        none("SELECT count(*) FROM budget WHERE kind = 'PERIOD' AND spent > " + micros(market.most(Market.HOT)));
        none("SELECT count(*) FROM (SELECT FROM ledger_entry GROUP BY grant_no, step, from_account, to_account"
                + " HAVING count(*) > 1) booked_twice");
    }

    private static String micros(int usdt) {
        return usdt + "000000";
    }

    /** Of nobody an incentive was granted twice, and grants are those that offers tell of. */
    void grantOnce() {
        none("SELECT count(*) FROM (SELECT FROM ledger_grant WHERE " + LIVE + " GROUP BY split_part(grant_key, '|', 1),"
                + " split_part(grant_key, '|', 2), split_part(grant_key, '|', 3) HAVING count(*) > 1) granted_twice");
        none("""
                SELECT count(*) FROM offer LEFT JOIN (
                        SELECT o.decision_id, count(*) AS grants
                        FROM offer o, unnest(o.grant_keys) AS key JOIN ledger_grant g ON g.grant_key = key
                        WHERE CASE o.state
                            WHEN 'REDEEMED' THEN g.state IN ('LOCKED', 'PAYABLE')
                            WHEN 'CLAWED_BACK' THEN g.state = 'CLAWED_BACK'
                            ELSE g.state = 'RESERVED' END
                        GROUP BY o.decision_id) standing USING (decision_id)
                WHERE coalesce(grants, 0) <> CASE WHEN state IN ('ACCEPTED', 'REDEEMED', 'CLAWED_BACK')
                        OR (state IN ('OPEN', 'SEEN') AND reserve = 'ON_DECIDE') THEN 1 ELSE 0 END""");
        none("SELECT count(*) FROM (SELECT grant_key FROM ledger_grant WHERE " + LIVE
                + " EXCEPT SELECT unnest(grant_keys)"
                + " FROM offer WHERE state NOT IN ('VOID', 'DISMISSED', 'EXPIRED')) of_no_offer");
    }

    /** Each notice went to the outbox once, and one for each turn that was taken. */
    void tellOnce() {
        none("SELECT count(*) - count(DISTINCT (decision_id, body::json ->> 'type')) FROM outbox WHERE notice");
        toldOnce("state <> 'HELD_OUT'", "made");
        toldOnce("state = 'REDEEMED'", "redeemed");
        toldOnce("state = 'VOID'", "void");
        toldOnce("state = 'CLAWED_BACK'", "clawed_back");
    }

    private void toldOnce(String offers, String turn) {
        none("SELECT count(*) FROM offer LEFT JOIN (SELECT decision_id, count(*) AS told FROM outbox WHERE notice"
                + " AND body::json ->> 'type' = 'offer." + turn + "' GROUP BY decision_id) n USING (decision_id) WHERE "
                + offers + " AND coalesce(told, 0) <> 1");
    }

    /** All that was answered is there, once, in the state that was told, unless it has lapsed since. */
    void hold(Map<String, String> told) {
        Map<String, String> kept = new HashMap<>();
        server.texts("SELECT o.decision_id || o.state FROM offer o JOIN decision d USING (decision_id)"
                        + " WHERE d.outcome = 'GRANTED'")
                .forEach(row -> assertThat(kept.put(row.substring(0, ID), row.substring(ID)))
                        .as(row)
                        .isNull());
        told.forEach((id, state) -> assertThat(kept.get(id))
                .as("%s was answered to be %s", id, state)
                .isIn(state, "EXPIRED"));
    }

    private void none(String count) {
        assertThat(server.number(count)).as(count).isZero();
    }
}
