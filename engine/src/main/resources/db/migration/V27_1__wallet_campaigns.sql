-- Campaigns for wallets from a file: terms, wallets, flagged addresses, and what each gets.
CREATE TABLE wallet_campaign (
    campaign    text        PRIMARY KEY,
    terms       text        NOT NULL,
    state       text        NOT NULL DEFAULT 'DRAFT' CHECK (state IN ('DRAFT', 'COMPUTED', 'GRANTING', 'GRANTED', 'STOPPED')),
    reason      text        NOT NULL DEFAULT '',
    result_hash text        NOT NULL DEFAULT '',
    granted     bigint      NOT NULL DEFAULT 0,
    granted_by  text        NOT NULL DEFAULT '',
    changed_at  timestamptz NOT NULL DEFAULT now()
);
COMMENT ON COLUMN wallet_campaign.granted IS 'Position of the last share that was granted: what a crash goes on after.';

CREATE TABLE wallet (
    campaign  text    NOT NULL REFERENCES wallet_campaign,
    address   text    NOT NULL,
    line      bigint  NOT NULL,
    volume    numeric NOT NULL CHECK (volume >= 0 AND scale(volume) <= 18),
    first_use date    NOT NULL,
    PRIMARY KEY (campaign, address)
);
CREATE TABLE flagged_wallet (
    campaign text NOT NULL REFERENCES wallet_campaign,
    address  text NOT NULL,
    PRIMARY KEY (campaign, address)
);
CREATE TABLE wallet_share (
    campaign  text          NOT NULL REFERENCES wallet_campaign,
    position  bigint        NOT NULL,
    address   text          NOT NULL,
    tier      integer       NOT NULL,
    outcome   text          NOT NULL CHECK (outcome IN ('PAID', 'NOTHING', 'FLAGGED', 'BELOW')),
    amount    numeric(78,0) NOT NULL CHECK (amount >= 0),
    grant_key text          NOT NULL,
    PRIMARY KEY (campaign, position)
);
CREATE UNIQUE INDEX wallet_share_key ON wallet_share (grant_key);
COMMENT ON TABLE wallet_share IS 'The result of a dry run, by address; amount in the smallest unit of the token.';
