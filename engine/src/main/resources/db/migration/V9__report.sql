-- The schema report: stable views for analysts. Columns are only ever added. Times are UTC; amounts are USDT.

CREATE SCHEMA IF NOT EXISTS report;
COMMENT ON SCHEMA report IS 'Stable views for analysts; docs/reference/report.md explains them.';

CREATE VIEW report.users AS
SELECT u.user_id,
       p.person_id,
       u.first_seen_at,
       s.segments ->> 'lifecycle_stage'                  AS lifecycle_stage,
       s.segments ->> 'previous_stage'                   AS previous_stage,
       (s.segments ->> 'stage_entered_at')::timestamptz  AS stage_entered_at,
       (s.segments ->> 'rfm_r')::integer                 AS rfm_r,
       (s.segments ->> 'rfm_f')::integer                 AS rfm_f,
       (s.segments ->> 'rfm_m')::integer                 AS rfm_m,
       s.segments ->> 'asset_tier'                       AS asset_tier,
       s.segments ->> 'volume_tier'                      AS volume_tier,
       s.segments ->> 'registration_age'                 AS registration_age,
       s.segments ->> 'trade_frequency'                  AS trade_frequency,
       s.segments ->> 'activity_level'                   AS activity_level
FROM tideline.users u
JOIN tideline.person p USING (person_no)
LEFT JOIN tideline.user_state s USING (user_no);
COMMENT ON VIEW report.users IS 'One row a user, with the segments of his last evaluation; null before the first.';

CREATE VIEW report.daily_snapshots AS
WITH per_day AS (
    SELECT e.user_no,
           (e.occurred_at AT TIME ZONE 'UTC')::date AS snapshot_date,
           count(*) AS events,
           count(*) FILTER (WHERE e.type = 'login') AS logins,
           count(*) FILTER (WHERE e.type = 'trade.executed') AS trades,
           coalesce(sum((e.payload ->> 'usdt')::numeric) FILTER (WHERE e.type = 'trade.executed'), 0) AS volume,
           coalesce(sum((e.payload ->> 'fee_usdt')::numeric) FILTER (WHERE e.type = 'trade.executed'), 0) AS fees,
           coalesce(sum((e.payload ->> 'usdt')::numeric) FILTER (WHERE e.type = 'deposit.succeeded'
               AND NOT coalesce((e.payload ->> 'internal')::boolean, false)), 0) AS deposits,
           coalesce(sum((e.payload ->> 'usdt')::numeric) FILTER (WHERE e.type = 'withdrawal.completed'), 0) AS withdrawals
    FROM tideline.event e
    GROUP BY e.user_no, (e.occurred_at AT TIME ZONE 'UTC')::date
)
SELECT u.user_id, d.snapshot_date, d.events, d.logins, d.trades, d.volume, d.fees, d.deposits, d.withdrawals,
       (SELECT c.value FROM tideline.segment_change c
        WHERE c.user_no = d.user_no AND c.axis = 'lifecycle_stage'
          AND c.at < (d.snapshot_date + 1)::timestamp AT TIME ZONE 'UTC' -- whatever the zone of the session
        ORDER BY c.at DESC LIMIT 1) AS lifecycle_stage
FROM per_day d
JOIN tideline.users u USING (user_no);
COMMENT ON VIEW report.daily_snapshots IS
    'One row a user and day (UTC) on which something happened: what happened that day, and the stage recorded by its end.';

CREATE VIEW report.stages AS
SELECT u.user_id, c.axis, c.value, c.previous, c.at AS entered_at,
       lead(c.at) OVER (PARTITION BY c.user_no, c.axis ORDER BY c.at) AS left_at,
       c.cause, c.run_no AS run_id
FROM tideline.segment_change c
JOIN tideline.users u USING (user_no);
COMMENT ON VIEW report.stages IS 'Every stay in a lifecycle stage or segment, with its cause; left_at is null for the present one.';

CREATE VIEW report.decisions AS
SELECT d.decision_id, d.decided_at, p.person_id, u.user_id, d.playbook, d.rule, d.version, d.class, d.outcome, d.reason,
       d.occurrence, d.probability_bps / 10000.0 AS probability, d.expires_at, d.run_no AS run_id, d.parts
FROM tideline.decision d
JOIN tideline.users u USING (user_no)
JOIN tideline.person p ON p.person_no = d.person_no;
COMMENT ON VIEW report.decisions IS 'Every decision record: outcome and reason per candidate, parts as JSON.';

CREATE VIEW report.suppressions AS
SELECT decision_id, decided_at, user_id, playbook, rule, outcome, reason
FROM report.decisions
WHERE outcome <> 'GRANTED';
COMMENT ON VIEW report.suppressions IS 'Decisions that granted nothing, and why: refused, held out, suppressed or capped.';

CREATE VIEW report.touches AS
SELECT o.message_id AS touch_id, o.decision_id, u.user_id, o.playbook, o.rule, o.channel, o.class, o.state, o.reason,
       o.attempts, o.not_before, o.created_at, o.ended_at
FROM tideline.outbox o
JOIN tideline.users u USING (user_no);
COMMENT ON VIEW report.touches IS 'Every touch that was put out for sending and what became of it.';

CREATE VIEW report.runs AS
SELECT r.run_no AS run_id, r.state, s.cron, s.zone, r.as_of, r.is_full, r.dry_run, r.requested_by, r.reason,
       r.rulebook, r.total, r.created_at, r.started_at, r.finished_at,
       (SELECT coalesce(sum(passed), 0) FROM tideline.run_shard h WHERE h.run_no = r.run_no) AS done,
       (SELECT coalesce(sum(matched), 0) FROM tideline.run_shard h WHERE h.run_no = r.run_no) AS candidates,
       (SELECT coalesce(sum(poisoned), 0) FROM tideline.run_shard h WHERE h.run_no = r.run_no) AS poisoned
FROM tideline.run r
LEFT JOIN tideline.schedule s USING (schedule_no);
COMMENT ON VIEW report.runs IS 'Every sweep, with how far it came.';

-- The role that analysts log in through: grant tideline_report to their users. Where this user may not make roles, an
-- administrator makes it and repeats the two grants.
DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'tideline_report') THEN
        CREATE ROLE tideline_report NOLOGIN;
    END IF;
    GRANT USAGE ON SCHEMA report TO tideline_report;
    GRANT SELECT ON ALL TABLES IN SCHEMA report TO tideline_report;
EXCEPTION
    WHEN insufficient_privilege OR duplicate_object OR unique_violation THEN
        RAISE NOTICE 'Role tideline_report was not made: an administrator has to make it.';
END $$;
