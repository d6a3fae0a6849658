-- The end of a day is that of the UTC day, whatever the time zone of the session that looks.
CREATE OR REPLACE VIEW report.daily_snapshots AS
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
          AND c.at < (d.snapshot_date + 1)::timestamp AT TIME ZONE 'UTC'
        ORDER BY c.at DESC LIMIT 1) AS lifecycle_stage
FROM per_day d
JOIN tideline.users u USING (user_no);
