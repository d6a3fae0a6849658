-- Drafts against what is in force, and what they came to. Nothing else reads or writes these tables.

CREATE TABLE simulation (
    simulation_no bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    state         text        NOT NULL DEFAULT 'PLANNED'
        CHECK (state IN ('PLANNED', 'RUNNING', 'DONE', 'FAILED', 'CANCELLED')),
    playbook      text        NOT NULL,
    version       text        NOT NULL,
    files         jsonb       NOT NULL,
    filter        text        NOT NULL DEFAULT '',
    as_of         timestamptz NOT NULL DEFAULT now(),
    requested_by  text        NOT NULL,
    reason        text        NOT NULL DEFAULT '',
    attempt       integer     NOT NULL DEFAULT 0,
    done          bigint      NOT NULL DEFAULT 0,
    total         bigint      NOT NULL DEFAULT 0,
    audience      bigint,
    spend         jsonb,
    reach         bigint[],
    results       jsonb,
    created_at    timestamptz NOT NULL DEFAULT now(),
    started_at    timestamptz,
    seen_at       timestamptz,
    finished_at   timestamptz,
    CHECK (state <> 'DONE' OR (audience IS NOT NULL AND spend IS NOT NULL AND reach IS NOT NULL AND results IS NOT NULL))
);
CREATE INDEX simulation_open ON simulation (simulation_no) WHERE state IN ('PLANNED', 'RUNNING');
CREATE INDEX simulation_playbook ON simulation (playbook, simulation_no);
COMMENT ON COLUMN simulation.files IS 'The files of the draft, name to text, as they were when the simulation was asked for.';
COMMENT ON COLUMN simulation.filter IS 'A condition on users, as rules write it: only persons it holds for are looked at. Empty for everybody.';
COMMENT ON COLUMN simulation.attempt IS 'How often a server began it; a server writes only for the attempt it began.';
COMMENT ON COLUMN simulation.seen_at IS 'When the server that runs it last said so, by the clock of the database.';
COMMENT ON COLUMN simulation.audience IS 'Persons whom the draft would serve.';
COMMENT ON COLUMN simulation.spend IS 'The most that the draft would spend, in the reference currency and by asset.';
COMMENT ON COLUMN simulation.reach IS 'Persons whom the draft would serve if no budget bound it, by bucket of a stable hash.';

CREATE TABLE simulation_sample (
    simulation_no bigint  NOT NULL REFERENCES simulation ON DELETE CASCADE,
    position      integer NOT NULL,
    kind          text    NOT NULL,
    users         text[]  NOT NULL,
    live          jsonb   NOT NULL,
    draft         jsonb   NOT NULL,
    PRIMARY KEY (simulation_no, position)
);
COMMENT ON TABLE simulation_sample IS 'A few persons of each kind, with how candidates end for them as things stand and with the draft.';
