-- Why a grant is held where no breaker holds it, and whose release a person has refused: the same key is not granted again.
CREATE TABLE held_grant (
    grant_no   bigint      PRIMARY KEY REFERENCES ledger_grant,
    grant_key  text        NOT NULL,
    risk_code  text        NOT NULL DEFAULT '',
    risk_note  text        NOT NULL DEFAULT '',
    refused_at timestamptz
);
CREATE INDEX held_grant_refused ON held_grant (grant_key) WHERE refused_at IS NOT NULL;
COMMENT ON TABLE held_grant IS 'What is known of held grants besides the ledger: what risk said, and when a person refused them.';
