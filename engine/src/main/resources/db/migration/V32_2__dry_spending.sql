-- What a dry run would have spent so far of the budgets that its chunks share; gone when it ends.
CREATE TABLE dry_spending (
    run_no   bigint        NOT NULL,
    budget   text          NOT NULL,
    spent    numeric(78,0) NOT NULL DEFAULT 0,
    asset    text          NOT NULL DEFAULT 'NONE',
    decimals integer       NOT NULL DEFAULT 0,
    PRIMARY KEY (run_no, budget)
) WITH (fillfactor = 70);
