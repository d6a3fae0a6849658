-- Answers to calls that move money, so that a call made again gets the same one.
CREATE TABLE idempotent_call (
    caller       text        NOT NULL,
    key          text        NOT NULL,
    request_hash text        NOT NULL,
    attempt      uuid        NOT NULL,
    begun_at     timestamptz NOT NULL DEFAULT now(),
    status       integer,
    content_type text,
    body         bytea,
    PRIMARY KEY (caller, key)
);
CREATE INDEX idempotent_call_age ON idempotent_call (begun_at);
COMMENT ON COLUMN idempotent_call.status IS 'Null while the first call is under way.';

ALTER TABLE offer ADD texts text[] NOT NULL DEFAULT '{}';
COMMENT ON COLUMN offer.texts IS 'Keys of the texts that the law of the user''s region asks the offer to carry.';
