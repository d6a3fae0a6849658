-- A replay of a playbook alone, or of all live playbooks with it, with budgets that all persons share; then of one version or
-- of two, compared day by day.
ALTER TABLE replay ADD arbitration text NOT NULL DEFAULT 'ALONE' CHECK (arbitration IN ('ALONE', 'FULL'));
ALTER TABLE replay ADD against_files jsonb;
ALTER TABLE replay ADD against_version text;
ALTER TABLE replay ADD others text[] NOT NULL DEFAULT '{}';
COMMENT ON COLUMN replay.against_files IS 'The files of the version that it is compared with; null if there is none.';
COMMENT ON COLUMN replay.others IS 'Content hashes of the other playbooks that take part: those that acted when it was asked for.';

ALTER TABLE replay_result ADD version text NOT NULL DEFAULT '';
ALTER TABLE replay_result ADD spend numeric;
ALTER TABLE replay_result ADD refused jsonb;
ALTER TABLE replay_result DROP CONSTRAINT replay_result_pkey;
ALTER TABLE replay_result ADD PRIMARY KEY (replay_no, date, rule, version);
COMMENT ON TABLE replay_result IS 'One row for every date and rule of a replay that is DONE, zeros included; with all live playbooks,
 one for every version that was replayed, and of the other playbooks only where a rule fired.';
COMMENT ON COLUMN replay_result.version IS 'Version of the tested playbook that the day was lived with; empty when it was alone.';
COMMENT ON COLUMN replay_result.spend IS 'What was granted, in the reference asset; null when the playbook was alone.';
COMMENT ON COLUMN replay_result.refused IS 'Candidates that were not granted, by reason; null when the playbook was alone.';
