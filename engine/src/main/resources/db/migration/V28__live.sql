-- Whom events have changed, for playbooks that decide at once. A worker deletes what it takes in the transaction that
-- commits its decisions: a worker that dies has taken nothing.
CREATE TABLE live_queue (
    entry_no    bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    user_no     bigint      NOT NULL,
    queued_at   timestamptz NOT NULL DEFAULT clock_timestamp()
) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 10000, autovacuum_vacuum_cost_delay = 0);

-- The run that the decisions of a day which events triggered belong to.
CREATE TABLE live_day (
    day         date        PRIMARY KEY,
    run_no      bigint      NOT NULL REFERENCES run
);
