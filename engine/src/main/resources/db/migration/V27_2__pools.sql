-- What everybody gets of a pool, as the run that found who qualifies divided it.
CREATE TABLE pool_share (
    run_no    bigint  NOT NULL,
    position  bigint  NOT NULL,
    grant_key text    NOT NULL,
    playbook  text    NOT NULL,
    incentive text    NOT NULL,
    amount    numeric NOT NULL CHECK (amount >= 0),
    PRIMARY KEY (run_no, position)
);
COMMENT ON COLUMN pool_share.amount IS 'Exact decimal in the asset of the incentive; kept, so that a share can be reckoned anew.';
