-- Of a scope that acts once for each event, every event it acted for: two accounts of a person have events of their own.

ALTER TABLE reentry_state ADD events text[] NOT NULL DEFAULT '{}';
UPDATE reentry_state r SET events = ARRAY(
    SELECT g.occurrence FROM incentive_grant g
    WHERE g.person_no = r.person_no AND starts_with(g.grant_key, r.scope || '|') AND g.occurrence LIKE '%=%'
    UNION SELECT r.last_occurrence WHERE r.last_occurrence LIKE '%=%');
COMMENT ON COLUMN reentry_state.events IS 'Occurrences named field=value; others follow from grants and last_at.';
