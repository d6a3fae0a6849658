-- Who has a part in a pool that is not divided yet, with what his share is reckoned from. A run reads it page by page.
CREATE TABLE pool_member (
    grant_key text        PRIMARY KEY,
    run_no    bigint      NOT NULL,
    position  bigint      NOT NULL,
    person_no bigint      NOT NULL,
    user_no   bigint      NOT NULL,
    playbook  text        NOT NULL,
    incentive text        NOT NULL,
    rule      text        NOT NULL,
    fresh     boolean     NOT NULL,
    assets    numeric,
    volume    numeric,
    contest   text        NOT NULL DEFAULT '',
    ended_at  timestamptz,
    joined_at timestamptz,
    score     bigint,
    barred    text        NOT NULL DEFAULT ''
);
CREATE INDEX pool_member_run ON pool_member (run_no, position);
CREATE INDEX pool_member_playbook ON pool_member (playbook, incentive);
COMMENT ON COLUMN pool_member.run_no IS 'The last run that looked at him.';
COMMENT ON COLUMN pool_member.fresh IS 'Whether that run itself granted the part, so that its gates need not be asked again.';
COMMENT ON COLUMN pool_member.assets IS 'Exact decimals in the asset of the incentive, as volume.';
COMMENT ON COLUMN pool_member.score IS 'The number that ranks in a contest, as it stood when he qualified; null: not ranked.';
COMMENT ON COLUMN pool_member.barred IS 'Reason why he gets nothing if the pool is divided now.';

ALTER TABLE pool_share
    ADD COLUMN contest    text        NOT NULL DEFAULT '',
    ADD COLUMN place      integer,
    ADD COLUMN reason     text        NOT NULL DEFAULT '',
    ADD COLUMN divided_at timestamptz NOT NULL DEFAULT '-infinity',
    ADD COLUMN done       boolean     NOT NULL DEFAULT true;
UPDATE pool_share s SET divided_at = r.as_of FROM run r WHERE r.run_no = s.run_no;
ALTER TABLE pool_share ALTER COLUMN divided_at DROP DEFAULT, ALTER COLUMN done SET DEFAULT false;
CREATE UNIQUE INDEX pool_share_key ON pool_share (grant_key);
CREATE INDEX pool_share_pool ON pool_share (playbook, incentive, divided_at);
CREATE INDEX pool_share_open ON pool_share (playbook) WHERE NOT done;
COMMENT ON COLUMN pool_share.run_no IS 'The run that pays it: the one that divided the pool, or a later one if a budget had no room.';
COMMENT ON COLUMN pool_share.place IS 'Rank in a contest.';
COMMENT ON COLUMN pool_share.reason IS 'Why there is nothing for him, where a gate says so.';
COMMENT ON COLUMN pool_share.divided_at IS 'Instant of the run that divided the pool.';
COMMENT ON COLUMN pool_share.done IS 'Whether it is posted, or nothing.';
