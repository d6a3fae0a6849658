-- Posted grants that are not yet the user's own, and when it is asked next whether they are.
CREATE TABLE vesting (
    grant_no      bigint      PRIMARY KEY,
    since         timestamptz NOT NULL,
    next_check_at timestamptz NOT NULL,
    note          text        NOT NULL DEFAULT ''
) WITH (fillfactor = 85);
CREATE INDEX vesting_due ON vesting (next_check_at);
COMMENT ON COLUMN vesting.since IS 'When the grant was posted.';
COMMENT ON COLUMN vesting.note IS 'Why nobody but a person can tell; empty otherwise.';
INSERT INTO vesting (grant_no, since, next_check_at)
SELECT grant_no, changed_at, now() FROM ledger_grant WHERE state = 'LOCKED';
