package dev.tideline.engine.sweep.mend;

import dev.tideline.engine.database.Database;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Mends a database that was restored into another cluster. Changes are numbered by transaction ids, and a fresh cluster
 * counts from the beginning: what is numbered ahead of it would hide every change to come.
 */
public final class RestoredDump {

    private static final Logger log = LoggerFactory.getLogger(RestoredDump.class);
    private static final String AHEAD = """
            SELECT EXISTS (SELECT FROM playbook WHERE watermark > pg_current_xact_id())
                OR EXISTS (SELECT FROM run WHERE state IN ('PLANNED', 'RUNNING', 'HELD')
                              AND greatest(watermark, since) > pg_current_xact_id())
                OR EXISTS (SELECT FROM users WHERE changed_xid > pg_current_xact_id())
                OR EXISTS (SELECT FROM membership_change WHERE xid > pg_current_xact_id()) AS ahead
            """;

    private RestoredDump() {}

    /** Makes everybody dirty for every playbook and plans open runs anew if the numbers are ahead of the cluster; says whether they were. */
    public static boolean mend(Database database) {
        boolean mended = database.inTransaction(transaction -> {
            boolean ahead = transaction.sql(AHEAD).one(row -> row.flag("ahead"));
            if (ahead) {
                // What was begun under the old numbers would write them back at its end.
                OpenRuns.planAnew(
                        transaction,
                        "state IN ('PLANNED', 'RUNNING', 'HELD')",
                        "this database was restored from another cluster");
                transaction.execute("UPDATE catalogue SET epoch = epoch + 1");
                transaction.execute("UPDATE playbook SET watermark = '0', reset_epoch = (SELECT epoch FROM catalogue)");
                transaction.execute("UPDATE users SET changed_xid = pg_current_xact_id()"
                        + " WHERE changed_xid > pg_current_xact_id()");
                transaction.execute("UPDATE membership_change SET xid = pg_current_xact_id()"
                        + " WHERE xid > pg_current_xact_id()");
            }
            return ahead;
        });
        if (mended) {
            log.warn("This database was restored from another cluster: everybody is evaluated anew");
        }
        return mended;
    }
}
