-- Who asks a budget that may not do for all persons of a run. They are decided in its second pass, when all are known.
ALTER TABLE run ADD scarce text[] NOT NULL DEFAULT '{}';
COMMENT ON COLUMN run.scarce IS 'Budgets whose room may not cover the run, kind:key, and breakers that may hold, BREAKER:playbook.';

CREATE TABLE staged_claim (
    run_no    bigint        NOT NULL REFERENCES run ON DELETE CASCADE,
    budget    text          NOT NULL,
    person_no bigint        NOT NULL,
    asked     numeric(78,0) NOT NULL,
    grants    bigint        NOT NULL,
    score     numeric       NOT NULL,
    draw      text          NOT NULL,
    PRIMARY KEY (run_no, budget, person_no)
);
COMMENT ON COLUMN staged_claim.asked IS 'Most that the person may be charged to the budget, in its smallest unit; 0 for ghosts.';
COMMENT ON COLUMN staged_claim.draw IS 'Hash of period and person.';

-- Positions of the second pass. Those with a score take turns in one lane, because not all of them can be granted.
CREATE TABLE claim_turn (
    run_no    bigint  NOT NULL REFERENCES run ON DELETE CASCADE,
    position  bigint  NOT NULL,
    person_no bigint  NOT NULL,
    score     numeric,
    draw      text    NOT NULL,
    PRIMARY KEY (run_no, position)
);
