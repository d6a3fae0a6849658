-- An offer that waits for a person says what holds it, can be found, and is no grant in what is told of its decision.
ALTER TABLE offer ADD held_by text NOT NULL DEFAULT '';
COMMENT ON COLUMN offer.held_by IS 'Reason why a person has to release it: of a breaker or of risk; empty if nothing holds it.';
UPDATE offer SET held_by = 'WAITS_FOR_REVIEW' WHERE state = 'PENDING';
CREATE INDEX offer_pending ON offer (changed_at, decision_id) WHERE state = 'PENDING';

-- Records are never rewritten: while the offer of one waits, what is told beside them is that it waits.
CREATE OR REPLACE VIEW decision_now AS
SELECT d.*,
       CASE WHEN o.decision_id IS NOT NULL
            THEN (SELECT jsonb_agg(CASE WHEN p.part ->> 'outcome' = 'GRANTED'
                                        THEN p.part || jsonb_build_object('outcome', 'PENDING_REVIEW', 'reason', o.held_by)
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
       CASE WHEN o.decision_id IS NULL THEN d.outcome ELSE 'PENDING_REVIEW' END AS outcome_now,
       coalesce(o.held_by, d.reason) AS reason_now
  FROM decision d
  LEFT JOIN offer o ON o.decision_id = d.decision_id AND o.state = 'PENDING';

CREATE OR REPLACE VIEW report.decisions AS
SELECT d.decision_id, d.decided_at, p.person_id, u.user_id, d.playbook, d.rule, d.version, d.class, d.outcome_now AS outcome,
       d.reason_now AS reason, d.occurrence, d.probability_bps / 10000.0 AS probability, d.expires_at, d.run_no AS run_id,
       d.parts_now AS parts
FROM tideline.decision_now d
JOIN tideline.users u USING (user_no)
JOIN tideline.person p ON p.person_no = d.person_no;
COMMENT ON VIEW report.decisions IS
    'Every decision record: outcome and reason per candidate, parts as JSON; an incentive that was voided later, and an offer that waits for a person, say so.';
