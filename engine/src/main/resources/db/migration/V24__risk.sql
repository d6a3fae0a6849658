-- What the risk service said before incentives were claimed, and offers that wait for a person since it said hold.
CREATE TABLE risk_verdict (
    verdict_no bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    decided_at timestamptz NOT NULL,
    user_no    bigint      NOT NULL,
    placement  text        NOT NULL,
    rules      text[]      NOT NULL,
    verdict    text        NOT NULL CHECK (verdict IN ('ALLOW', 'HOLD', 'DENY')),
    code       text        NOT NULL,
    note       text        NOT NULL
);
CREATE INDEX risk_verdict_user ON risk_verdict (user_no, decided_at);
COMMENT ON COLUMN risk_verdict.code IS 'RISK_ALLOWED, RISK_HELD, RISK_DENIED; denied since there was no answer: RISK_TIMEOUT, RISK_UNREACHABLE, RISK_MALFORMED.';
COMMENT ON COLUMN risk_verdict.note IS 'The code that the service gave.';

ALTER TABLE offer DROP CONSTRAINT offer_state_check;
ALTER TABLE offer ADD CONSTRAINT offer_state_check CHECK (state IN ('OPEN', 'SEEN', 'ACCEPTED', 'REDEEMED', 'DISMISSED',
    'VOID', 'EXPIRED', 'CLAWED_BACK', 'HELD_OUT', 'PENDING'));
DROP INDEX offer_standing;
CREATE INDEX offer_standing ON offer (user_no, placement) WHERE state IN ('OPEN', 'SEEN', 'HELD_OUT', 'PENDING');
DROP INDEX offer_due;
CREATE INDEX offer_due ON offer (expires_at) WHERE state IN ('OPEN', 'SEEN', 'ACCEPTED', 'PENDING');
