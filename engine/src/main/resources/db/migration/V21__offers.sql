-- Offers that product teams pulled for a screen. One row a decision that took a place; held-out persons take theirs as well.
CREATE TABLE offer (
    decision_id  uuid        PRIMARY KEY,
    person_no    bigint      NOT NULL,
    user_no      bigint      NOT NULL,
    placement    text        NOT NULL,
    rank         integer     NOT NULL,
    state        text        NOT NULL CHECK (state IN ('OPEN', 'SEEN', 'ACCEPTED', 'REDEEMED', 'DISMISSED', 'VOID',
                                 'EXPIRED', 'CLAWED_BACK', 'HELD_OUT')),
    reserve      text        NOT NULL CHECK (reserve IN ('ON_DECIDE', 'ON_ACCEPT')),
    playbook     text        NOT NULL,
    rule         text        NOT NULL,
    version      text        NOT NULL,
    incentives   text[]      NOT NULL,
    grant_keys   text[]      NOT NULL,
    template     text,
    language     text        NOT NULL,
    context      jsonb       NOT NULL,
    offered_at   timestamptz NOT NULL,
    expires_at   timestamptz NOT NULL,
    claim_before timestamptz NOT NULL,
    changed_at   timestamptz NOT NULL,
    CHECK (cardinality(incentives) = cardinality(grant_keys))
) WITH (fillfactor = 85);
CREATE INDEX offer_standing ON offer (user_no, placement) WHERE state IN ('OPEN', 'SEEN', 'HELD_OUT');
CREATE INDEX offer_due ON offer (expires_at) WHERE state IN ('OPEN', 'SEEN', 'ACCEPTED');
COMMENT ON COLUMN offer.incentives IS 'Versions of the incentives, key@version, in the order of grant_keys.';
COMMENT ON COLUMN offer.expires_at IS 'Nothing but a claw-back may happen from here on; later once it is accepted.';

-- Notices of what happened to an offer leave by the outbox like touches, but are none.
ALTER TABLE outbox ADD notice boolean NOT NULL DEFAULT false;
CREATE OR REPLACE VIEW report.touches AS
SELECT o.message_id AS touch_id, o.decision_id, u.user_id, o.playbook, o.rule, o.channel, o.class, o.state, o.reason,
       o.attempts, o.not_before, o.created_at, o.ended_at
FROM tideline.outbox o
JOIN tideline.users u USING (user_no)
WHERE NOT o.notice;
