-- Playbooks run over past days, and what they came to. Nothing else reads or writes these tables.

CREATE TABLE replay (
    replay_no    bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    state        text        NOT NULL DEFAULT 'PLANNED'
        CHECK (state IN ('PLANNED', 'RUNNING', 'DONE', 'FAILED', 'CANCELLED')),
    playbook     text        NOT NULL,
    version      text        NOT NULL,
    files        jsonb       NOT NULL,
    from_date    date        NOT NULL,
    to_date      date        NOT NULL CHECK (to_date >= from_date),
    every        text        NOT NULL CHECK (every IN ('DAY', 'WEEK', 'MONTH')),
    requested_by text        NOT NULL,
    reason       text        NOT NULL DEFAULT '',
    attempt      integer     NOT NULL DEFAULT 0,
    done         bigint      NOT NULL DEFAULT 0,
    total        bigint      NOT NULL DEFAULT 0,
    evaluations  bigint      NOT NULL DEFAULT 0,
    poisoned     bigint      NOT NULL DEFAULT 0,
    created_at   timestamptz NOT NULL DEFAULT now(),
    started_at   timestamptz,
    seen_at      timestamptz,
    finished_at  timestamptz
);
CREATE INDEX replay_open ON replay (replay_no) WHERE state IN ('PLANNED', 'RUNNING');
COMMENT ON COLUMN replay.files IS 'The files of the playbook, name to text, as they were when the replay was asked for.';
COMMENT ON COLUMN replay.attempt IS 'How often a server began it; a server writes only for the attempt it began.';
COMMENT ON COLUMN replay.seen_at IS 'When the server that runs it last said so, by the clock of the database.';

CREATE TABLE replay_result (
    replay_no  bigint NOT NULL REFERENCES replay ON DELETE CASCADE,
    date       date   NOT NULL,
    rule       text   NOT NULL,
    candidates bigint NOT NULL,
    decisions  bigint NOT NULL,
    PRIMARY KEY (replay_no, date, rule)
);
COMMENT ON TABLE replay_result IS 'One row for every date and rule of a replay that is DONE, zeros included.';
