-- Users whom a budget refused and who are yet to be looked at again, since it may have room now: from where on, slice by slice.
CREATE TABLE reconsideration (
    budget    text        PRIMARY KEY,
    playbooks text[]      NOT NULL,
    playbook  text        NOT NULL,
    person_no bigint      NOT NULL,
    since     timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE reconsideration IS 'Changes of budgets after which refused users are made dirty; the row goes with the last slice.';
COMMENT ON COLUMN reconsideration.playbooks IS 'Playbooks that the budget binds; empty for all.';
COMMENT ON COLUMN reconsideration.person_no IS 'With playbook: the last of decision_state_refused that is done.';
