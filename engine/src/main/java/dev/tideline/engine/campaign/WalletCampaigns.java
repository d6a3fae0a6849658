package dev.tideline.engine.campaign;

import dev.tideline.engine.campaign.WalletCampaign.State;
import dev.tideline.engine.database.CopyWriter;
import dev.tideline.engine.database.Database;
import dev.tideline.engine.database.DatabaseException;
import dev.tideline.engine.database.Transaction;
import dev.tideline.engine.ledger.budget.BudgetId;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Campaigns for wallets: terms, the dry run, and the word that lets it grant. Thread-safe; blocks.
 */
public final class WalletCampaigns {

    private static final Pattern KEY = Pattern.compile("[a-z][a-z0-9-]{0,59}");
    /** Most lines of a page. */
    public static final int PAGE = 5_000;

    private final Database database;

    public WalletCampaigns(Database database) {
        this.database = database;
    }

    /** A campaign. */
    public Optional<WalletCampaign> find(String key) {
        return database.inTransaction(transaction -> new CampaignRows(transaction).find(key));
    }

    /**
     * Opens a campaign with these terms, or changes them; a result that was computed is dropped.
     *
     * @throws IllegalArgumentException if the key has another form
     * @throws NotPossible if nothing of it can change any more, its asset has other decimals elsewhere, a playbook has its
     *     key, or a budget of its key counts in another asset
     */
    public void put(String key, WalletTerms terms) {
        if (!KEY.matcher(key).matches()) {
            throw new IllegalArgumentException("Campaign key '" + key
                    + "' should be lower case letters, digits and hyphens, start with a letter and have at most 60");
        }
        AssetScale scale = new AssetScale(key, terms.pool().asset());
        try {
            write(key, terms, scale);
        } catch (DatabaseException e) {
            throw AssetScale.told(e, () -> database.inTransaction(scale::conflict));
        }
    }

    private void write(String key, WalletTerms terms, AssetScale scale) {
        database.doInTransaction(transaction -> {
            refuseTaken(transaction, key, terms);
            transaction
                    .sql("INSERT INTO wallet_campaign (campaign, terms) VALUES (:key, '{}') ON CONFLICT DO NOTHING")
                    .bind("key", key)
                    .update();
            new CampaignRows(transaction).open(key);
            transaction
                    .sql("UPDATE wallet_campaign SET terms = :terms WHERE campaign = :key")
                    .bind("terms", TermsJson.of(terms))
                    .bind("key", key)
                    .update();
            scale.write(transaction);
        });
    }

    /** A campaign and a playbook of one key would share a budget, and whichever counts in it first would end the other. */
    private static void refuseTaken(Transaction transaction, String key, WalletTerms terms) {
        boolean taken = transaction.sql("""
                        SELECT EXISTS (SELECT FROM playbook WHERE playbook = :key)
                            OR EXISTS (SELECT FROM draft WHERE playbook = :key) AS yes
                        """).bind("key", key).one(row -> row.flag("yes"));
        if (taken) {
            throw new NotPossible("'" + key + "' is the key of a playbook. Try another campaign key.");
        }
        WalletGrants.refusal(transaction, new BudgetId(BudgetId.Kind.CAMPAIGN, key), terms)
                .ifPresent(why -> {
                    throw new NotPossible(why);
                });
    }

    /**
     * Computes what everybody gets and keeps it; grants nothing. The same files and terms give the same result.
     *
     * @throws NotPossible if there is no such campaign or it is granting
     */
    public void compute(String key) {
        database.doInTransaction(transaction -> {
            CampaignRows rows = new CampaignRows(transaction);
            rows.open(key);
            WalletTerms terms = rows.find(key).orElseThrow().terms();
            WalletResult result = new WalletResult(key, terms, transaction);
            List<WalletResult.Line> lines = result.lines();
            keep(transaction, key, lines);
            transaction
                    .sql("UPDATE wallet_campaign SET result_hash = :hash WHERE campaign = :key")
                    .bind("hash", result.hash(lines))
                    .bind("key", key)
                    .update();
            rows.become(key, State.COMPUTED, "");
        });
    }

    private static void keep(Transaction transaction, String key, List<WalletResult.Line> lines) {
        transaction.execute("""
                CREATE TEMP TABLE stage_share (position bigint, address text, tier integer, outcome text, amount text,
                    grant_key text) ON COMMIT DROP""");
        try (CopyWriter copy =
                transaction.copyIn("stage_share (position, address, tier, outcome, amount, grant_key)")) {
            long position = 0;
            for (WalletResult.Line line : lines) {
                copy.rows()
                        .row(6)
                        .bigint(++position)
                        .text(line.address())
                        .integer(line.tier())
                        .text(line.outcome().name())
                        .text(line.amount().minor().toString())
                        .text(WalletResult.grantKey(key, line.address()).text());
                copy.flushIfFull();
            }
            copy.finish();
        }
        transaction.sql("""
                        INSERT INTO wallet_share (campaign, position, address, tier, outcome, amount, grant_key)
                        SELECT :key, position, address, tier, outcome, amount::numeric, grant_key FROM stage_share
                        """).bind("key", key).update();
    }

    /**
     * Lines of the result by address.
     *
     * @param after how many were read before
     * @return at most {@link #PAGE}; none after the last
     */
    public List<WalletResult.Line> lines(WalletCampaign campaign, long after) {
        return database.inTransaction(transaction -> transaction
                .sql("""
                        SELECT * FROM wallet_share WHERE campaign = :key AND position > :after
                        ORDER BY position LIMIT :most
                        """)
                .bind("key", campaign.key())
                .bind("after", after)
                .bind("most", (long) PAGE)
                .list(row -> new WalletResult.Line(
                        row.text("address"),
                        row.integer("tier"),
                        WalletResult.Outcome.valueOf(row.text("outcome")),
                        campaign.terms()
                                .pool()
                                .asset()
                                .ofMinor(row.result().getBigDecimal("amount").toBigIntegerExact()))));
    }

    /**
     * Lets the result with this hash be granted; asking again is harmless, and lets a stopped campaign go on.
     *
     * @throws NotPossible if another result stands, or none, or it would come out otherwise by this release
     */
    public void grant(String key, String resultHash, String caller) {
        database.doInTransaction(transaction -> {
            CampaignRows rows = new CampaignRows(transaction);
            State state = rows.lock(key).orElse(State.DRAFT);
            WalletCampaign campaign = rows.find(key)
                    .filter(found -> state != State.DRAFT && found.resultHash().equals(resultHash))
                    .orElseThrow(() -> new NotPossible("Campaign " + key + " has no result '" + resultHash
                            + "'. Try the hash of its last dry run."));
            if (campaign.state() == State.COMPUTED) {
                refuseOutdated(transaction, campaign);
            }
            if (campaign.state() == State.COMPUTED || campaign.state() == State.STOPPED) {
                rows.become(key, State.GRANTING, "");
                transaction
                        .sql("UPDATE wallet_campaign SET granted_by = :caller WHERE campaign = :key")
                        .bind("caller", caller)
                        .bind("key", key)
                        .update();
            }
        });
    }

    /** A result that a former release computed may pay whom this one knows as flagged. */
    private static void refuseOutdated(Transaction transaction, WalletCampaign campaign) {
        WalletResult result = new WalletResult(campaign.key(), campaign.terms(), transaction);
        if (!result.hash(result.lines()).equals(campaign.resultHash())) {
            throw new NotPossible("The result of campaign " + campaign.key()
                    + " would come out otherwise by this release. Try to compute it again.");
        }
    }
}
