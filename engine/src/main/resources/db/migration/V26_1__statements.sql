-- What the wallet reports that it paid, by day, to be compared with the ledger.
ALTER TABLE intake DROP CONSTRAINT intake_kind_check,
    ADD CONSTRAINT intake_kind_check CHECK (kind IN ('EVENTS', 'USERS', 'LIST', 'STATEMENT', 'WALLETS', 'FLAGGED'));

CREATE TABLE wallet_statement (
    day         date        PRIMARY KEY,
    received_at timestamptz NOT NULL,
    lines       bigint      NOT NULL,
    repeated    bigint      NOT NULL
);
COMMENT ON TABLE wallet_statement IS 'One a day; another one of the same day takes its place.';

CREATE TABLE wallet_payment (
    day       date    NOT NULL REFERENCES wallet_statement,
    grant_key text    NOT NULL,
    asset     text    NOT NULL,
    lines     bigint  NOT NULL,
    amount    numeric NOT NULL CHECK (scale(amount) <= 18),
    PRIMARY KEY (day, grant_key, asset)
);
CREATE INDEX wallet_payment_key ON wallet_payment (grant_key, asset);
COMMENT ON COLUMN wallet_payment.amount IS 'Sum of the lines with this key and asset, what was taken back being negative.';

-- Entries only ever come behind those before them, so that a block range is enough to find a day.
CREATE INDEX ledger_entry_booked ON ledger_entry USING brin (booked_at) WITH (pages_per_range = 32, autosummarize = on);

-- What came to be paid in the house's books, less what was taken back after it, as exact decimals.
CREATE VIEW ledger_paid AS
SELECT e.booked_at, g.grant_no, g.grant_key, e.asset,
       CASE WHEN t.bucket = 'PAID' THEN e.amount ELSE -e.amount END * ('0.' || repeat('0', g.decimals) || '1')::numeric * 10
           AS amount
FROM ledger_entry e
JOIN ledger_account f ON f.account_no = e.from_account
JOIN ledger_account t ON t.account_no = e.to_account
JOIN ledger_grant g USING (grant_no)
WHERE f.owner = 'house' AND (f.bucket = 'PAID' OR t.bucket = 'PAID');
