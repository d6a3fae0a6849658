-- Whom the prizes of a contest wait for, and whom they were divided without since the wait was over.
CREATE TABLE contest_awaited (
    playbook    text        NOT NULL,
    incentive   text        NOT NULL,
    contest     text        NOT NULL,
    decision_id uuid        NOT NULL,
    user_no     bigint      NOT NULL,
    reason      text        NOT NULL,
    until       timestamptz NOT NULL,
    left_out    boolean     NOT NULL,
    PRIMARY KEY (playbook, incentive, contest, decision_id)
);
COMMENT ON COLUMN contest_awaited.decision_id IS 'His last decision, which refused him or waits for a review.';
COMMENT ON COLUMN contest_awaited.until IS 'When the contest is divided without him.';
COMMENT ON COLUMN contest_awaited.left_out IS 'Whether it was.';
