-- What an offer's grants are charged to once it is accepted or released, and whether a person let it go.
ALTER TABLE offer ADD clusters text[] NOT NULL DEFAULT '{}', ADD released boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN offer.clusters IS 'Budgets of the clusters that the user was counted to when it was decided: DEVICE:…';
COMMENT ON COLUMN offer.released IS 'A person let it go: breakers and risk hold it no more.';

-- Whom money said no to, to be looked at again when it may say yes.
CREATE INDEX decision_state_refused ON decision_state (playbook, person_no)
    WHERE reason IN ('BUDGET_EXHAUSTED', 'BUDGET_CLOSED', 'BUDGET_UNKNOWN', 'HELD_BY_BREAKER');
