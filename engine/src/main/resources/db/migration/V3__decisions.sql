-- What was decided for whom and why, and what it leaves behind for the next decision.

-- What bound a decision besides its playbook's version.
CREATE TABLE decision_basis (
    basis_no      integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    rulebook_hash text NOT NULL,
    policy_hash   text NOT NULL,
    UNIQUE (rulebook_hash, policy_hash)
);

CREATE TABLE decision (
    decision_id  uuid          NOT NULL,
    decided_at   timestamptz   NOT NULL,
    person_no    bigint        NOT NULL,
    user_no      bigint        NOT NULL,
    playbook     text          NOT NULL,
    rule         text          NOT NULL,
    version      text          NOT NULL,
    class        text          NOT NULL CHECK (class IN ('PROMOTIONAL', 'SERVICE', 'CONTRACTUAL', 'GOODWILL')),
    outcome      text          NOT NULL
        CHECK (outcome IN ('GRANTED', 'HOLDOUT_GLOBAL', 'CONTROL', 'PENDING_REVIEW', 'DROPPED')),
    reason       text          NOT NULL,
    occurrence   text          NOT NULL,
    probability_bps integer    NOT NULL CHECK (probability_bps BETWEEN 1 AND 10000),
    expires_at   timestamptz   NOT NULL,
    retry_at     timestamptz,
    run_no       bigint,
    basis_no     integer       NOT NULL,
    parts        jsonb         NOT NULL,
    inputs       json          NOT NULL,
    PRIMARY KEY (decision_id, decided_at)
) PARTITION BY RANGE (decided_at);
CREATE INDEX decision_user ON decision (user_no, decided_at DESC, decision_id DESC);
COMMENT ON TABLE decision IS 'One row where outcome, reason or version differ from the last of that account and rule; one partition a month.';
COMMENT ON COLUMN decision.probability_bps IS 'Chance of the arm that the person is in, in ten-thousandths; 10000 where nothing is random.';
COMMENT ON COLUMN decision.inputs IS 'Every value that was read, as text that is never rewritten.';

-- Makes the partition of the month (UTC) that an instant lies in, if it is not there yet.
CREATE FUNCTION make_decision_partition(at timestamptz) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    first date := date_trunc('month', at AT TIME ZONE 'UTC');
    name  text := 'decision_' || to_char(first, 'YYYY_MM');
BEGIN
    IF to_regclass(name) IS NOT NULL THEN
        RETURN;
    END IF;
    PERFORM pg_advisory_xact_lock(hashtext('tideline.decision partitions'));
    IF to_regclass(name) IS NULL THEN
        EXECUTE format('CREATE TABLE %I (LIKE decision INCLUDING DEFAULTS INCLUDING CONSTRAINTS)', name);
        EXECUTE format('ALTER TABLE decision ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)',
            name, first::text || ' 00:00+00', (first + interval '1 month')::date::text || ' 00:00+00');
    END IF;
END $$;

-- Makes the partitions of this month and of some months ahead.
CREATE FUNCTION make_decision_partitions(months_ahead integer) RETURNS void LANGUAGE sql AS $$
    SELECT make_decision_partition(now() + n * interval '1 month') FROM generate_series(0, months_ahead) n
$$;
SELECT make_decision_partitions(2);

-- The last decision of an account and rule. The sum of a person's revisions names the state of his past.
CREATE TABLE decision_state (
    person_no    bigint      NOT NULL,
    user_no      bigint      NOT NULL,
    rule         text        NOT NULL,
    playbook     text        NOT NULL,
    version      text        NOT NULL,
    outcome      text        NOT NULL,
    reason       text        NOT NULL,
    decision_id  uuid        NOT NULL,
    decided_at   timestamptz NOT NULL,
    standing     boolean     NOT NULL,
    revision     bigint      NOT NULL,
    PRIMARY KEY (person_no, user_no, rule)
) WITH (fillfactor = 85);
COMMENT ON COLUMN decision_state.standing IS 'The rule has fitted ever since its playbook, which starts with those who enter, went live.';

-- How often a playbook, or a rule that is counted alone, acted for a person; ghosts of held-out persons count.
CREATE TABLE reentry_state (
    person_no       bigint      NOT NULL,
    scope           text        NOT NULL,
    grants          integer     NOT NULL CHECK (grants > 0),
    last_at         timestamptz NOT NULL,
    last_occurrence text        NOT NULL,
    PRIMARY KEY (person_no, scope)
) WITH (fillfactor = 85);

-- Touches at the instant they went or may go; ghosts of held-out persons as the touches would.
CREATE TABLE contact (
    message_id  uuid        NOT NULL,
    person_no   bigint      NOT NULL,
    user_no     bigint      NOT NULL,
    at          timestamptz NOT NULL,
    channel     text        NOT NULL,
    class       text        NOT NULL,
    ghost       boolean     NOT NULL,
    decision_id uuid        NOT NULL,
    PRIMARY KEY (person_no, at, message_id)
);

-- Granted incentives by their key, so that none is granted twice; ghosts of held-out persons as the grants would.
CREATE TABLE incentive_grant (
    grant_key   text        PRIMARY KEY,
    person_no   bigint      NOT NULL,
    user_no     bigint      NOT NULL,
    playbook    text        NOT NULL,
    incentive   text        NOT NULL,
    occurrence  text        NOT NULL,
    at          timestamptz NOT NULL,
    class       text        NOT NULL,
    face_value  numeric     NOT NULL CHECK (face_value >= 0),
    asset       text        NOT NULL,
    ghost       boolean     NOT NULL,
    decision_id uuid        NOT NULL
);
CREATE INDEX incentive_grant_person ON incentive_grant (person_no, at);
COMMENT ON COLUMN incentive_grant.grant_key IS 'scope|incentive|person|occurrence: never a run, version, node or wall time.';
