-- A grant is voided when all touches that should have told of it ended unsent, unless the user has claimed it: it counts no
-- more in caps and re-entry, and the same key may be granted again.

ALTER TABLE incentive_grant
    ADD voided_at   timestamptz,
    ADD void_reason text NOT NULL DEFAULT '',
    DROP CONSTRAINT incentive_grant_pkey;
CREATE UNIQUE INDEX incentive_grant_key ON incentive_grant (grant_key) WHERE voided_at IS NULL;
CREATE INDEX incentive_grant_voided ON incentive_grant (decision_id) WHERE voided_at IS NOT NULL;
COMMENT ON TABLE incentive_grant IS
    'Granted incentives by their key, so that none stands twice; ghosts of held-out persons as the grants would.';

-- Records are never rewritten: what became of a part after it was decided is told beside them.
CREATE VIEW decision_now AS
SELECT d.*,
       CASE WHEN EXISTS (SELECT FROM incentive_grant v WHERE v.decision_id = d.decision_id AND v.voided_at IS NOT NULL)
            THEN (SELECT jsonb_agg(CASE WHEN v.grant_key IS NULL THEN p.part
                                        ELSE p.part || jsonb_build_object('outcome', 'VOIDED', 'reason', v.void_reason)
                                   END ORDER BY p.place)
                    FROM jsonb_array_elements(d.parts) WITH ORDINALITY AS p (part, place)
                    LEFT JOIN incentive_grant v ON v.decision_id = d.decision_id AND v.voided_at IS NOT NULL
                          AND v.grant_key = p.part ->> 'grant_key')
            ELSE d.parts END AS parts_now
  FROM decision d;

CREATE OR REPLACE VIEW report.decisions AS
SELECT d.decision_id, d.decided_at, p.person_id, u.user_id, d.playbook, d.rule, d.version, d.class, d.outcome, d.reason,
       d.occurrence, d.probability_bps / 10000.0 AS probability, d.expires_at, d.run_no AS run_id, d.parts_now AS parts
FROM tideline.decision_now d
JOIN tideline.users u USING (user_no)
JOIN tideline.person p ON p.person_no = d.person_no;
COMMENT ON VIEW report.decisions IS
    'Every decision record: outcome and reason per candidate, parts as JSON; an incentive that was voided later says so.';
