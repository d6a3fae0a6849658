-- The life of a playbook's version: draft, version, approval, publication; and the log of every change.

-- Who changed what, when and why. Each entry holds the hash of the one before, so that a changed one is found.
CREATE TABLE audit_log (
    entry_no bigint      PRIMARY KEY,             -- 1, 2, 3 and so on: a missing one is found
    at       timestamptz NOT NULL,
    who      text        NOT NULL,
    action   text        NOT NULL,
    subject  text        NOT NULL,                -- key of the playbook, id of the budget; empty: everything
    version  text        NOT NULL,                -- content hash that it is about; empty if none
    reason   text        NOT NULL,
    details  text        NOT NULL,                -- JSON; as text, since its very bytes are hashed
    before   text        NOT NULL,                -- hash of the entry before; empty for the first
    hash     text        NOT NULL                 -- SHA-256 over all columns above
);
CREATE INDEX audit_log_subject ON audit_log (subject, entry_no);
CREATE TRIGGER audit_log_is_kept BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_log
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- The last entry: locked by who writes the next one, and known apart, so that a log cut short is found.
CREATE TABLE audit_head (
    only_one boolean PRIMARY KEY DEFAULT true CHECK (only_one),
    entry_no bigint  NOT NULL,
    hash     text    NOT NULL
);
INSERT INTO audit_head (entry_no, hash) VALUES (0, '');

-- Files that somebody works on. One a playbook.
CREATE TABLE draft (
    playbook text        PRIMARY KEY,
    files    jsonb       NOT NULL,                -- file name to text; a workbook's bytes in Base64
    hash     text        NOT NULL,                -- of the files: its ETag, and the version it would make
    base     text        NOT NULL,                -- version in force when it was begun; empty if there was none
    authors  text[]      NOT NULL,                -- everybody who saved it since
    note     text        NOT NULL,
    saved_by text        NOT NULL,
    saved_at timestamptz NOT NULL DEFAULT now()
);

-- Who made a version, and why. A version never changes.
ALTER TABLE playbook_version
    ADD made_by text NOT NULL DEFAULT '',
    ADD note    text NOT NULL DEFAULT '';
CREATE FUNCTION refuse_other_content() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'Version % of playbook % is named by its content, which never changes', OLD.hash, OLD.playbook
        USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER playbook_version_is_kept BEFORE UPDATE ON playbook_version
    FOR EACH ROW EXECUTE FUNCTION refuse_other_content();

-- Everybody who worked on a version: none of them may approve it.
CREATE TABLE version_author (
    hash text NOT NULL REFERENCES playbook_version,
    who  text NOT NULL,
    PRIMARY KEY (hash, who)
);

-- A second person has seen what a simulation said of a version.
CREATE TABLE approval (
    approval_no   bigint      GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    playbook      text        NOT NULL,
    hash          text        NOT NULL REFERENCES playbook_version,
    simulation_no bigint      NOT NULL,
    who           text        NOT NULL,
    note          text        NOT NULL,
    at            timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX approval_version ON approval (hash, simulation_no);

-- Each time a version came into force.
CREATE TABLE publication (
    publication_no bigint        GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    playbook       text          NOT NULL,
    hash           text          NOT NULL REFERENCES playbook_version,
    before         text          NOT NULL,        -- version that was in force; empty if there was none
    kind           text          NOT NULL CHECK (kind IN ('publish', 'rollback')),
    who            text          NOT NULL,
    note           text          NOT NULL,
    simulation_no  bigint        NOT NULL,
    audience       bigint        NOT NULL,        -- persons, as the simulation counted them
    spend          numeric(78,0) NOT NULL,        -- most that a run may grant, as the simulation found it
    asset          text          NOT NULL,
    decimals       integer       NOT NULL,
    at             timestamptz   NOT NULL DEFAULT now()
);
CREATE INDEX publication_playbook ON publication (playbook, publication_no);

ALTER TABLE playbook
    ADD published boolean       NOT NULL DEFAULT false, -- its version came by a publication, not from a folder or the product
    ADD offered   text          NOT NULL DEFAULT '',    -- what its folder held when it did: only another version takes its place
    ADD share     integer       NOT NULL DEFAULT 100 CHECK (share BETWEEN 1 AND 100), -- percent of persons it acts for
    ADD run_most  numeric(78,0),                        -- most that one run grants for it before a person looks; null: no such limit
    ADD run_asset text          NOT NULL DEFAULT '';

-- What publications bind a run to: {"playbook": {"share": 10, "most": "2500000", "asset": "USDT"}}.
ALTER TABLE run ADD terms jsonb NOT NULL DEFAULT '{}';
