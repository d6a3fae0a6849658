-- What incentives cost: budgets, grants, and a double entry for every step of a grant.
-- Amounts are whole numbers of the smallest unit of their asset; 18-decimal tokens overflow 64 bits.

-- A budget is changed by one conditional UPDATE in the transaction that inserts the entries. Where a limit was lowered
-- beneath what is spent, overdrawn says by how much: a claim never raises it, so the constraints hold against every bug.
CREATE TABLE budget (
    budget_no        bigint        GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    kind             text          NOT NULL CHECK (kind IN ('CAMPAIGN', 'GROUP', 'PERIOD', 'PERSON', 'DEVICE', 'IP',
                                       'PAYOUT_ADDRESS', 'KYC_DOCUMENT', 'REFERRAL_TREE')),
    key              text          NOT NULL,
    asset            text          NOT NULL,
    decimals         integer       NOT NULL CHECK (decimals BETWEEN 0 AND 18),
    total_limit      numeric(78,0) NOT NULL CHECK (total_limit >= 0),
    period_limit     numeric(78,0) NOT NULL CHECK (period_limit >= 0),
    period           text          NOT NULL,
    spent            numeric(78,0) NOT NULL DEFAULT 0 CHECK (spent >= 0),
    period_start     timestamptz   NOT NULL,
    period_spent     numeric(78,0) NOT NULL DEFAULT 0 CHECK (period_spent BETWEEN 0 AND spent),
    overdrawn        numeric(78,0) NOT NULL DEFAULT 0 CHECK (overdrawn >= 0),
    period_overdrawn numeric(78,0) NOT NULL DEFAULT 0 CHECK (period_overdrawn >= 0),
    closed           boolean       NOT NULL DEFAULT false,
    revision         bigint        NOT NULL DEFAULT 1,
    UNIQUE (kind, key),
    CONSTRAINT budget_not_overspent CHECK (spent <= total_limit + overdrawn),
    CONSTRAINT budget_overdrawn_exactly CHECK (overdrawn = 0 OR spent = total_limit + overdrawn),
    CONSTRAINT budget_period_not_overspent CHECK (period_spent <= period_limit + period_overdrawn),
    CONSTRAINT budget_period_overdrawn_exactly
        CHECK (period_overdrawn = 0 OR period_spent = period_limit + period_overdrawn)
) WITH (fillfactor = 70);
COMMENT ON COLUMN budget.spent IS 'Sum of the ledger: reserved and posted, less what is void, expired, refunded or clawed back.';
COMMENT ON COLUMN budget.period IS 'Calendar window of period_limit, such as calendar(month, UTC).';
COMMENT ON COLUMN budget.period_start IS 'Start of the window that period_spent is about; it only ever advances.';
COMMENT ON COLUMN budget.revision IS 'Number of changes of limits, from 1.';

-- What a run has granted, for breakers that count it.
CREATE TABLE ledger_run (
    run_key  text          PRIMARY KEY,
    grants   bigint        NOT NULL,
    asset    text          NOT NULL,
    decimals integer       NOT NULL,
    amount   numeric(78,0) NOT NULL
) WITH (fillfactor = 70);

CREATE SEQUENCE ledger_grant_no;
CREATE TABLE ledger_grant (
    grant_no           bigint        PRIMARY KEY,
    grant_key          text          NOT NULL,
    incentive          text          NOT NULL,
    state              text          NOT NULL CHECK (state IN ('HELD', 'RESERVED', 'LOCKED', 'PAYABLE', 'PAID',
                                         'CLAWED_BACK', 'VOID', 'EXPIRED')),
    asset              text          NOT NULL,
    decimals           integer       NOT NULL,
    amount             numeric(78,0) NOT NULL CHECK (amount >= 0),
    refunded           numeric(78,0) NOT NULL CHECK (refunded BETWEEN 0 AND amount),
    reference_asset    text          NOT NULL,
    reference_decimals integer       NOT NULL,
    reference          numeric(78,0) NOT NULL CHECK (reference >= 0),
    reference_refunded numeric(78,0) NOT NULL CHECK (reference_refunded BETWEEN 0 AND reference),
    budgets            text[]        NOT NULL,
    locked             boolean       NOT NULL,
    counted_at         timestamptz   NOT NULL,
    expires_at         timestamptz   NOT NULL,
    changed_at         timestamptz   NOT NULL
) WITH (fillfactor = 85);
CREATE UNIQUE INDEX ledger_grant_live ON ledger_grant (grant_key) WHERE state NOT IN ('VOID', 'EXPIRED');
CREATE INDEX ledger_grant_due ON ledger_grant (expires_at) WHERE state IN ('HELD', 'RESERVED');
CREATE INDEX ledger_grant_payable ON ledger_grant (changed_at) WHERE state = 'PAYABLE';
COMMENT ON COLUMN ledger_grant.grant_key IS 'campaign|incentive|person|occurrence: never a run, version, node or wall time.';
COMMENT ON COLUMN ledger_grant.budgets IS 'kind:key of each budget that is charged.';

CREATE TABLE ledger_account (
    account_no bigint  GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    owner      text    NOT NULL,
    bucket     text    NOT NULL CHECK (bucket IN ('ROOM', 'RESERVED', 'POSTED', 'LOCKED', 'PAYABLE', 'PAID')),
    asset      text    NOT NULL,
    UNIQUE (owner, asset, bucket),
    UNIQUE (account_no, asset)
);
COMMENT ON COLUMN ledger_account.owner IS 'kind:key of a budget, or house, which books every grant once.';

-- One row is a whole double entry: the amount leaves one account and reaches another of the same asset.
CREATE TABLE ledger_entry (
    entry_no     bigint        GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    grant_no     bigint        NOT NULL REFERENCES ledger_grant,
    step         text          NOT NULL,
    from_account bigint        NOT NULL,
    to_account   bigint        NOT NULL CHECK (to_account <> from_account),
    asset        text          NOT NULL,
    amount       numeric(78,0) NOT NULL CHECK (amount > 0),
    counted_at   timestamptz   NOT NULL,
    booked_at    timestamptz   NOT NULL DEFAULT now(),
    FOREIGN KEY (from_account, asset) REFERENCES ledger_account (account_no, asset),
    FOREIGN KEY (to_account, asset) REFERENCES ledger_account (account_no, asset)
);
CREATE INDEX ledger_entry_grant ON ledger_entry (grant_no);
CREATE INDEX ledger_entry_from ON ledger_entry (from_account, counted_at);
CREATE INDEX ledger_entry_to ON ledger_entry (to_account, counted_at);
COMMENT ON COLUMN ledger_entry.counted_at IS 'When the grant counts in the windows of budgets.';

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% only gains rows; book a contrary entry instead', TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER ledger_entry_is_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_entry
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER ledger_account_is_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_account
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Both sides of every entry, for those who count accounts.
CREATE VIEW ledger_posting AS
SELECT entry_no, grant_no, step, from_account AS account_no, asset, -amount AS amount, counted_at, booked_at
FROM ledger_entry
UNION ALL
SELECT entry_no, grant_no, step, to_account, asset, amount, counted_at, booked_at
FROM ledger_entry;

-- What does not add up; empty at all times. Reads the ledger and the budgets, and nothing of the code that wrote them.
CREATE VIEW ledger_difference AS
WITH sums AS (
    SELECT b.kind, b.key, b.spent, b.period_spent, b.total_limit, b.overdrawn,
        coalesce((SELECT sum(amount) FROM ledger_entry WHERE from_account = a.account_no), 0)
            - coalesce((SELECT sum(amount) FROM ledger_entry WHERE to_account = a.account_no), 0) AS booked,
        coalesce((SELECT sum(amount) FROM ledger_entry
            WHERE from_account = a.account_no AND counted_at >= b.period_start), 0)
            - coalesce((SELECT sum(amount) FROM ledger_entry
                WHERE to_account = a.account_no AND counted_at >= b.period_start), 0) AS booked_in_period
    FROM budget b LEFT JOIN ledger_account a
        ON a.owner = b.kind || ':' || b.key AND a.asset = b.asset AND a.bucket = 'ROOM'
), houses AS (
    SELECT a.asset, a.bucket, sum(p.amount) AS booked
    FROM ledger_account a JOIN ledger_posting p USING (account_no)
    WHERE a.owner = 'house'
    GROUP BY 1, 2
), stated AS (
    SELECT asset, state, sum(amount - refunded) AS amount FROM ledger_grant
    WHERE state IN ('RESERVED', 'LOCKED', 'PAYABLE', 'PAID') GROUP BY 1, 2
)
SELECT 'spent' AS what, kind || ':' || key AS which, spent AS stated, booked FROM sums WHERE spent <> booked
UNION ALL
SELECT 'period spent', kind || ':' || key, period_spent, booked_in_period FROM sums WHERE period_spent <> booked_in_period
UNION ALL
SELECT 'overspent', kind || ':' || key, total_limit, booked FROM sums WHERE booked > total_limit + overdrawn
UNION ALL
SELECT 'house ' || coalesce(state, bucket), coalesce(stated.asset, houses.asset), coalesce(stated.amount, 0),
    coalesce(houses.booked, 0)
FROM stated FULL JOIN (SELECT * FROM houses WHERE bucket <> 'ROOM') houses
    ON stated.asset = houses.asset AND stated.state = houses.bucket
WHERE coalesce(stated.amount, 0) <> coalesce(houses.booked, 0);
