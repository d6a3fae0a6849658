-- The version that goes on for persons outside the share of the one in force.

ALTER TABLE playbook
    ADD before       text          NOT NULL DEFAULT '', -- content hash; acts while the share is below 100; empty: nobody else is served
    ADD before_most  numeric(78,0),                     -- what bounded its runs, as run_most; null: nothing did
    ADD before_asset text          NOT NULL DEFAULT '';
