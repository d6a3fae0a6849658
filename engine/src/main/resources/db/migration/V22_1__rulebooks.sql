-- Rulebooks are kept by hash, so that a decision can be decided once more with the one that it was decided with.
CREATE TABLE rulebook (
    rulebook_hash text        PRIMARY KEY,
    versions      text[]      NOT NULL,
    first_at      timestamptz NOT NULL DEFAULT now()
);
COMMENT ON COLUMN rulebook.versions IS 'Versions of all playbooks that it was made of, see playbook_version.';

INSERT INTO rulebook (rulebook_hash, versions)
SELECT DISTINCT ON (rulebook) rulebook, versions FROM run WHERE rulebook <> '' AND versions <> '{}'
ORDER BY rulebook, run_no;
