-- Phases of a run after its persons. Shards of a phase cut positions, whatever they name, instead of persons.
ALTER TABLE run ADD phase text NOT NULL DEFAULT '';
ALTER TABLE run_shard ADD phase text NOT NULL DEFAULT '';
COMMENT ON COLUMN run.phase IS 'The phase that its open shards belong to; empty while it goes through its persons.';
