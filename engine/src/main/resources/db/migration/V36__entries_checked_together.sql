-- What every entry names is looked up once a statement, by index, instead of by three foreign keys a row, which also locked the
-- accounts of the house and of a campaign in every transaction. It holds as they did: rows of grants and accounts are kept.
ALTER TABLE ledger_entry
    DROP CONSTRAINT ledger_entry_grant_no_fkey,
    DROP CONSTRAINT ledger_entry_from_account_asset_fkey,
    DROP CONSTRAINT ledger_entry_to_account_asset_fkey;

-- By index whatever the statistics are when the plan is made, since it is kept as long as the connection.
CREATE FUNCTION refuse_loose_entries() RETURNS trigger LANGUAGE plpgsql
    SET search_path = tideline, pg_temp SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off AS $$
BEGIN
    IF EXISTS (
        SELECT FROM booked e
        LEFT JOIN ledger_grant g ON g.grant_no = e.grant_no
        LEFT JOIN ledger_account f ON f.account_no = e.from_account AND f.asset = e.asset
        LEFT JOIN ledger_account t ON t.account_no = e.to_account AND t.asset = e.asset
        WHERE g.grant_no IS NULL OR f.account_no IS NULL OR t.account_no IS NULL
    ) THEN
        RAISE EXCEPTION 'An entry names a grant or an account that is not there, or another asset than its account'
            USING ERRCODE = 'foreign_key_violation';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER ledger_entry_names_what_is_there AFTER INSERT ON ledger_entry REFERENCING NEW TABLE AS booked
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_loose_entries();

CREATE TRIGGER ledger_grant_is_kept BEFORE DELETE OR TRUNCATE ON ledger_grant
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
