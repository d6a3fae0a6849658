-- Who else may call: users by a token of 15 minutes, and test keys, whose decisions live on a shadow of everything.

ALTER TABLE api_key ADD is_test boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN api_key.is_test IS 'Reaches test users alone, on the schema tideline_shadow.';

CREATE TABLE user_token (
    token_id    text        PRIMARY KEY,
    secret_hash text        NOT NULL,
    key_id      text        NOT NULL REFERENCES api_key,
    user_id     text        NOT NULL,
    created_at  timestamptz NOT NULL,
    expires_at  timestamptz NOT NULL
);
CREATE INDEX user_token_age ON user_token (expires_at);
COMMENT ON TABLE user_token IS 'Tokens for one user, minted by a key; of the secret only its SHA-256 is kept.';

-- Builds the schema tideline_shadow: an empty copy of every table that is not named here, with the views over them. A
-- connection whose search path is tideline_shadow, tideline finds what is known of users in tideline and writes all else
-- to the shadow, which no report, relay or budget reads. Called after every migration; when a table has changed, the
-- shadow begins anew, since nothing in it is owed to anybody.
CREATE FUNCTION build_shadow() RETURNS void LANGUAGE plpgsql SET search_path = tideline, pg_temp AS $$
DECLARE
    known  text[] := ARRAY['person', 'users', 'user_state', 'event', 'source_watermark', 'list', 'list_member', 'trait',
                           'catalogue', 'playbook', 'playbook_version', 'rule', 'api_key', 'user_token'];
    shape  text;
    source record;
    views  text[];
    view   text;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('tideline.shadow'));
    SELECT md5(string_agg(line, E'\n' ORDER BY line)) INTO shape FROM (
        SELECT 'known ' || known::text AS line
        UNION ALL
        SELECT 'column ' || concat_ws(' ', c.relname, a.attnum, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull)
        FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
        WHERE c.relnamespace = 'tideline'::regnamespace AND c.relkind IN ('r', 'p', 'v', 'S') AND NOT c.relispartition
            AND a.attnum > 0 AND NOT a.attisdropped
        UNION ALL
        SELECT 'constraint ' || c.relname || ' ' || pg_get_constraintdef(k.oid)
        FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid
        WHERE c.relnamespace = 'tideline'::regnamespace AND NOT c.relispartition
        UNION ALL
        SELECT 'index ' || pg_get_indexdef(i.indexrelid) FROM pg_index i JOIN pg_class c ON c.oid = i.indrelid
        WHERE c.relnamespace = 'tideline'::regnamespace AND NOT c.relispartition
        UNION ALL
        SELECT 'view ' || c.relname || pg_get_viewdef(c.oid) FROM pg_class c
        WHERE c.relnamespace = 'tideline'::regnamespace AND c.relkind = 'v') l;
    IF obj_description(to_regnamespace('tideline_shadow'), 'pg_namespace') = shape THEN
        RETURN;
    END IF;
    DROP SCHEMA IF EXISTS tideline_shadow CASCADE;
    CREATE SCHEMA tideline_shadow;
    FOR source IN
        SELECT relname AS name FROM pg_class
        WHERE relnamespace = 'tideline'::regnamespace AND relkind IN ('r', 'p') AND NOT relispartition
            AND relname <> ALL (known) AND relname NOT LIKE 'qrtz%' AND relname NOT LIKE 'flyway%'
    LOOP
        EXECUTE format('CREATE TABLE tideline_shadow.%I (LIKE %I INCLUDING ALL)', source.name, source.name);
    END LOOP;
    FOR source IN
        SELECT relname AS name FROM pg_class s
        WHERE relnamespace = 'tideline'::regnamespace AND relkind = 'S' AND NOT EXISTS (
            SELECT FROM pg_depend d WHERE d.objid = s.oid AND d.classid = 'pg_class'::regclass AND d.deptype IN ('a', 'i'))
    LOOP
        EXECUTE format('CREATE SEQUENCE tideline_shadow.%I', source.name);
    END LOOP;
    CREATE FUNCTION tideline_shadow.make_decision_partition(at timestamptz) RETURNS void LANGUAGE sql AS 'SELECT';
    -- their texts name no schema as long as tideline is searched first
    SELECT array_agg(format('CREATE VIEW tideline_shadow.%I AS %s', relname, pg_get_viewdef(oid)) ORDER BY oid) INTO views
    FROM pg_class WHERE relnamespace = 'tideline'::regnamespace AND relkind = 'v';
    SET LOCAL search_path = tideline_shadow, tideline;
    FOREACH view IN ARRAY views LOOP
        EXECUTE view;
    END LOOP;
    EXECUTE format('COMMENT ON SCHEMA tideline_shadow IS %L', shape);
END $$;

-- Gives the shadow's budgets the limits of the real ones. What they spent is their own.
CREATE FUNCTION refresh_shadow_budgets() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    UPDATE tideline_shadow.budget s SET total_limit = b.total_limit, period_limit = b.period_limit, closed = b.closed,
        overdrawn = greatest(0, s.spent - b.total_limit),
        period_overdrawn = greatest(0, s.period_spent - b.period_limit)
    FROM tideline.budget b
    WHERE b.kind = s.kind AND b.key = s.key AND b.asset = s.asset
        AND (b.total_limit, b.period_limit, b.closed) IS DISTINCT FROM (s.total_limit, s.period_limit, s.closed);
    INSERT INTO tideline_shadow.budget
        (kind, key, asset, decimals, total_limit, period_limit, period, period_start, closed)
    SELECT kind, key, asset, decimals, total_limit, period_limit, period, period_start, closed FROM tideline.budget b
    WHERE kind IN ('CAMPAIGN', 'GROUP', 'PERIOD') AND NOT EXISTS (
        SELECT FROM tideline_shadow.budget s WHERE s.kind = b.kind AND s.key = b.key)
    ORDER BY kind, key
    ON CONFLICT (kind, key) DO NOTHING;
END $$;
