-- An offer that ended while it waited for a person was never a grant: it keeps what held it, and its record says so.
COMMENT ON COLUMN offer.held_by IS
    'Reason why a person has to release it, or had to when it ended: of a breaker or of risk; empty if nothing holds it.';

CREATE OR REPLACE VIEW decision_now AS
SELECT d.*,
       CASE WHEN o.decision_id IS NOT NULL
            THEN (SELECT jsonb_agg(CASE WHEN p.part ->> 'outcome' = 'GRANTED'
                                        THEN p.part || jsonb_build_object('reason', o.held_by, 'outcome',
                                                 CASE WHEN o.state = 'PENDING' THEN 'PENDING_REVIEW' ELSE 'VOIDED' END)
                                        ELSE p.part END ORDER BY p.place)
                    FROM jsonb_array_elements(d.parts) WITH ORDINALITY AS p (part, place))
            WHEN EXISTS (SELECT FROM incentive_grant v WHERE v.decision_id = d.decision_id AND v.voided_at IS NOT NULL)
            THEN (SELECT jsonb_agg(CASE WHEN v.grant_key IS NULL THEN p.part
                                        ELSE p.part || jsonb_build_object('outcome', 'VOIDED', 'reason', v.void_reason)
                                   END ORDER BY p.place)
                    FROM jsonb_array_elements(d.parts) WITH ORDINALITY AS p (part, place)
                    LEFT JOIN incentive_grant v ON v.decision_id = d.decision_id AND v.voided_at IS NOT NULL
                          AND v.grant_key = p.part ->> 'grant_key')
            ELSE d.parts END AS parts_now,
       CASE WHEN o.decision_id IS NULL THEN d.outcome WHEN o.state = 'PENDING' THEN 'PENDING_REVIEW'
            ELSE 'DROPPED' END AS outcome_now,
       coalesce(o.held_by, d.reason) AS reason_now
  FROM decision d
  LEFT JOIN offer o ON o.decision_id = d.decision_id AND o.held_by <> '';

