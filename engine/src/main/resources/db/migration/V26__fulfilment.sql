-- What the wallet is told: each grant that became payable, and each part of one that it has to take back.
CREATE TABLE payout (
    payout_no       bigint        GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    grant_no        bigint        NOT NULL,
    kind            text          NOT NULL CHECK (kind IN ('PAY', 'TAKE_BACK')),
    state           text          NOT NULL DEFAULT 'READY' CHECK (state IN ('READY', 'ACKNOWLEDGED', 'WITHDRAWN')),
    amount          numeric(78,0) CHECK (amount > 0),
    body            text,
    reason          text          NOT NULL DEFAULT '',
    attempts        integer       NOT NULL DEFAULT 0,
    created_at      timestamptz   NOT NULL,
    next_attempt_at timestamptz   NOT NULL,
    leased_until    timestamptz,
    taken_at        timestamptz,
    ended_at        timestamptz
) WITH (fillfactor = 85);
CREATE UNIQUE INDEX payout_once ON payout (grant_no) WHERE kind = 'PAY';
CREATE INDEX payout_ready ON payout (next_attempt_at) WHERE state = 'READY';
COMMENT ON COLUMN payout.amount IS 'What is to be taken back; what is to be paid is fixed with the body.';
COMMENT ON COLUMN payout.body IS 'Fixed at the first attempt, byte for byte the same at every further one.';
COMMENT ON COLUMN payout.taken_at IS 'When the wallet first took it without acknowledging it.';
INSERT INTO payout (grant_no, kind, created_at, next_attempt_at)
SELECT grant_no, 'PAY', changed_at, changed_at FROM ledger_grant WHERE state = 'PAYABLE';
CREATE INDEX ledger_grant_in_state ON ledger_grant (state, grant_no) WHERE state IN ('HELD', 'LOCKED', 'PAYABLE');
