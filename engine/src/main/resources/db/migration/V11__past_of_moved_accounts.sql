-- How often a scope acted is kept by account, so that an account that moves to another person takes its past with it.

ALTER TABLE reentry_state ADD user_no bigint NOT NULL DEFAULT 0;
-- The account that the scope last acted for, as far as decisions tell.
UPDATE reentry_state r SET user_no = coalesce(
    (SELECT s.user_no FROM decision_state s
     WHERE s.person_no = r.person_no AND (s.playbook = r.scope OR s.rule = r.scope)
     ORDER BY s.outcome <> 'DROPPED' DESC, s.decided_at DESC, s.user_no LIMIT 1), 0);
ALTER TABLE reentry_state
    ALTER user_no DROP DEFAULT,
    DROP CONSTRAINT reentry_state_pkey,
    ADD PRIMARY KEY (person_no, scope, user_no);
COMMENT ON TABLE reentry_state IS
    'How often a scope acted through an account of the person. A person keeps the row of an account that moved away.';
COMMENT ON COLUMN incentive_grant.grant_key IS
    'scope|incentive|person|occurrence, the person as he was called at the grant: never a run, version, node or wall time.';
