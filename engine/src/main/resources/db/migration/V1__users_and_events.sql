-- Who the users are and what they did. The schema tideline is made by the migration runner and is first in the search path.

CREATE TABLE person (
    person_no bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    person_id text   NOT NULL UNIQUE
);
COMMENT ON TABLE person IS 'A KYC identity. An account without one stands for the person, under the id account:<user_id>.';

CREATE TABLE users (
    user_no       bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    user_id       text        NOT NULL UNIQUE,
    person_no     bigint      NOT NULL REFERENCES person,
    timeline      bytea       NOT NULL,
    changed_xid   xid8        NOT NULL DEFAULT pg_current_xact_id(),
    first_seen_at timestamptz NOT NULL
) WITH (fillfactor = 80);
-- The timeline is packed already: compressing it again costs time and gains nothing.
ALTER TABLE users ALTER COLUMN timeline SET STORAGE EXTERNAL;
CREATE INDEX users_person ON users (person_no, user_no);
CREATE INDEX users_changed ON users (changed_xid);
COMMENT ON COLUMN users.timeline IS 'What is known of the user day by day, as packed by engine.timeline.';
COMMENT ON COLUMN users.changed_xid IS 'Transaction that last changed anything that rules can see of the user.';

-- Beside the user and not in his row: sweeps write it, ingest does not, and the row with the timeline is wide. One row for
-- all schedules and one index: a first sweep writes it for everybody.
CREATE TABLE user_state (
    user_no       bigint PRIMARY KEY,
    segments      jsonb,
    due_at        timestamptz,
    due_schedules integer[],
    due_instants  timestamptz[]
) WITH (fillfactor = 80);
CREATE INDEX user_state_due ON user_state (due_at);
COMMENT ON COLUMN user_state.segments IS 'Lifecycle stage and bands at the last evaluation; null before the first.';
COMMENT ON COLUMN user_state.due_at IS 'The least of due_instants; null if time alone changes nothing for the user.';
COMMENT ON COLUMN user_state.due_instants IS
    'By schedule of due_schedules: when the passing of time alone may change something for the user.';

-- No foreign key to users: events are only ever written together with their users, and a check a row would cost as much
-- as the row. Not partitioned: the primary key is what makes an event count once.
CREATE TABLE event (
    event_id       uuid        PRIMARY KEY,
    user_no        bigint      NOT NULL,
    occurred_at    timestamptz NOT NULL,
    received_at    timestamptz NOT NULL,
    schema_version text        NOT NULL,
    type           text        NOT NULL,
    source         text        NOT NULL,
    payload        jsonb       NOT NULL
);
CREATE INDEX event_user ON event (user_no, occurred_at);
CREATE INDEX event_occurred ON event USING brin (occurred_at);

CREATE TABLE source_watermark (
    source     text        PRIMARY KEY,
    watermark  timestamptz NOT NULL,
    changed_at timestamptz NOT NULL DEFAULT now()
);
COMMENT ON COLUMN source_watermark.watermark IS 'Latest instant that the source has told of; it never goes back.';

CREATE TABLE list (
    list_key    text        PRIMARY KEY CHECK (list_key ~ '^[a-z][a-z0-9-]{0,59}$'),
    effect      text        NOT NULL CHECK (effect IN ('INCLUDE', 'EXCLUDE')),
    imported_at timestamptz NOT NULL
);
CREATE TABLE list_member (
    list_key text NOT NULL REFERENCES list ON DELETE CASCADE,
    user_id  text NOT NULL,
    PRIMARY KEY (list_key, user_id)
);
CREATE INDEX list_member_user ON list_member (user_id);
COMMENT ON TABLE list_member IS 'By user_id, so that a user who registers later is on the list from his first event.';

CREATE TABLE trait (
    key         text        PRIMARY KEY CHECK (key ~ '^[a-z][a-z0-9_]{0,59}$'),
    type        text        NOT NULL CHECK (type IN ('WHOLE', 'AMOUNT', 'RATIO', 'INSTANT', 'FLAG', 'TEXT', 'TEXTS')),
    unit        text        NOT NULL DEFAULT '',
    description text        NOT NULL DEFAULT '',
    created_at  timestamptz NOT NULL DEFAULT now()
);

-- What each request brought, and the lines that were refused.
CREATE TABLE intake (
    intake_no   bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    kind        text        NOT NULL CHECK (kind IN ('EVENTS', 'USERS', 'LIST')),
    subject     text        NOT NULL DEFAULT '',
    received_at timestamptz NOT NULL,
    finished_at timestamptz NOT NULL DEFAULT now(),
    accepted    bigint      NOT NULL,
    duplicates  bigint      NOT NULL,
    conflicts   bigint      NOT NULL,
    refused     bigint      NOT NULL
);
CREATE TABLE refused_line (
    intake_no bigint NOT NULL REFERENCES intake ON DELETE CASCADE,
    line      bigint NOT NULL,
    place     text   NOT NULL,
    value     text   NOT NULL,
    expected  text   NOT NULL
);
CREATE INDEX refused_line_intake ON refused_line (intake_no, line);
COMMENT ON COLUMN refused_line.place IS 'JSON Pointer or column of the first thing that is wrong with the line.';
