-- Playbooks and their versions, schedules, runs and what a run leaves behind; last the tables of Quartz.

-- One row for the whole installation. Every change of a version or a state raises the epoch, which nodes poll.
create table catalogue (
    singleton   boolean     primary key default true check (singleton),
    epoch       bigint      not null default 1,
    paused      boolean     not null default false,
    reason      text        not null default '',
    changed_by  text        not null default '',
    changed_at  timestamptz not null default now()
);
insert into catalogue default values;

create table playbook_version (
    hash        text        primary key,
    playbook    text        not null,
    files       jsonb       not null,
    origin      text        not null check (origin in ('shipped', 'folder', 'stored')),
    loaded_at   timestamptz not null default now()
);
create index playbook_version_playbook on playbook_version (playbook, loaded_at);

create table playbook (
    playbook    text        primary key,
    hash        text        not null references playbook_version,
    paused      boolean     not null,
    first_run   bigint,     -- its first run since it went live
    reason      text        not null default '',
    changed_by  text        not null default '',
    changed_at  timestamptz not null default now()
);

-- A rule keeps its number over all versions of its playbook.
create table rule (
    rule_no     integer     generated always as identity primary key,
    playbook    text        not null,
    name        text        not null unique
);

-- Which rules feed an audience: every rule that of its playbook, audience(...) and segment(...) parts the named one.
create table audience_rule (
    audience    text        not null,
    kind        text        not null check (kind in ('playbook', 'audience', 'segment')),
    rule_no     integer     not null references rule,
    primary key (audience, kind, rule_no)
);

-- Playbooks with the same cron and zone fire together. Changes before the watermark have been swept.
create table schedule (
    schedule_no   integer     generated always as identity primary key,
    cron          text        not null,
    zone          text        not null,
    watermark     xid8        not null default '0',
    swept_as_of   timestamptz,
    signature     text        not null default '', -- which market and calendar conditions held at the last sweep
    reset_epoch   bigint      not null default 1,
    planned_until timestamptz not null default now(),
    live          boolean     not null default true,
    unique (cron, zone)
);

create table run (
    run_no              bigint      generated always as identity primary key,
    schedule_no         integer     references schedule,
    scheduled_fire_time timestamptz,
    state               text        not null default 'PLANNED'
        check (state in ('PLANNED', 'RUNNING', 'HELD', 'DONE', 'CANCELLED', 'FAILED')),
    playbooks           text[]      not null default '{}', -- empty: those of the schedule, or all
    as_of               timestamptz not null,
    is_full             boolean     not null default false,
    dry_run             boolean     not null default false,
    requested_by        text        not null,
    reason              text        not null default '',
    epoch               bigint      not null default 0,
    watermark           xid8,
    advances            boolean     not null default false, -- whether its end moves watermarks and due instants
    listed              boolean     not null default false, -- whether its persons stand in run_person
    since               xid8,                               -- changes from here on make a user dirty
    schedules           integer[]   not null default '{}', -- the schedules that it sweeps
    rulebook            text        not null default '',
    signature           text        not null default '',
    total               bigint      not null default 0,
    match_limit         bigint,
    released_by         text,
    created_at          timestamptz not null default now(),
    started_at          timestamptz,
    finished_at         timestamptz,
    unique (schedule_no, scheduled_fire_time)
);
create index run_open on run (state) where state in ('PLANNED', 'RUNNING', 'HELD');

create table run_shard (
    run_no       bigint      not null references run on delete cascade,
    shard_no     integer     not null,
    person_from  bigint      not null, -- first person of the shard
    person_to    bigint      not null, -- last person of the shard
    checkpoint   bigint      not null, -- last person that is committed; person_from - 1 at first
    token        bigint      not null default 0,
    leased_by    text,
    leased_until timestamptz,
    done         boolean     not null default false,
    passed       bigint      not null default 0, -- persons behind the checkpoint
    evaluated    bigint      not null default 0, -- users
    matched      bigint      not null default 0, -- candidates
    entered      bigint      not null default 0, -- candidates of rules that did not hold before
    poisoned     bigint      not null default 0,
    primary key (run_no, shard_no)
);

create table run_person (
    run_no      bigint      not null references run on delete cascade,
    person_no   bigint      not null,
    primary key (run_no, person_no)
);

create table run_count (
    run_no      bigint      not null references run on delete cascade,
    shard_no    integer     not null,
    playbook    text        not null,
    outcome     text        not null,
    reason      text        not null,
    count       bigint      not null,
    primary key (run_no, shard_no, playbook, outcome, reason)
);

create table poison (
    run_no      bigint      not null references run on delete cascade,
    person_no   bigint      not null,
    user_id     text        not null,
    error       text        not null,
    at          timestamptz not null default now(),
    primary key (run_no, person_no)
);

-- What one evaluation changed of a user's segments. A first one sets a dozen at once, for everybody: as one text it costs
-- half of what arrays do.
create table segment_step (
    user_no     bigint      not null,
    at          timestamptz not null,
    run_no      bigint      not null,
    changes     text        not null -- a line an axis: axis, value, previous value, cause, with tabs between
);
create index segment_step_user on segment_step (user_no, at);
create index segment_step_at on segment_step using brin (at);

-- value is null where none fits any more, previous where there was none before
create view segment_change as
select s.user_no, split_part(c.line, E'\t', 1) as axis, nullif(split_part(c.line, E'\t', 2), '') as value,
       nullif(split_part(c.line, E'\t', 3), '') as previous, s.at, split_part(c.line, E'\t', 4) as cause, s.run_no
  from segment_step s, string_to_table(s.changes, E'\n') as c (line);

-- A row stands while the rule holds for the user and the gates let him pass; withheld says why marketing must not see him.
create table membership (
    user_no     bigint      not null,
    rule_no     integer     not null references rule,
    entered_at  timestamptz not null,
    decision_id uuid,
    withheld    text,
    primary key (user_no, rule_no)
);
create index membership_rule on membership (rule_no, user_no);

-- Readable below the oldest open transaction only: numbers commit out of order.
create table membership_change (
    xid         xid8        not null default pg_current_xact_id(),
    change_no   bigint      generated always as identity,
    user_no     bigint      not null,
    rule_no     integer     not null,
    entered     boolean     not null,
    at          timestamptz not null,
    decision_id uuid,
    withheld    text,
    primary key (xid, change_no)
);

-- Quartz 2.5.2, org/quartz/impl/jdbcjobstore/tables_postgres.sql

create table qrtz_job_details
(
  sched_name        varchar(120) not null,
  job_name          varchar(200) not null,
  job_group         varchar(200) not null,
  description       varchar(250) null,
  job_class_name    varchar(250) not null,
  is_durable        bool         not null,
  is_nonconcurrent  bool         not null,
  is_update_data    bool         not null,
  requests_recovery bool         not null,
  job_data          bytea        null,
  primary key (sched_name, job_name, job_group)
);

create table qrtz_triggers
(
  sched_name     varchar(120) not null,
  trigger_name   varchar(200) not null,
  trigger_group  varchar(200) not null,
  job_name       varchar(200) not null,
  job_group      varchar(200) not null,
  description    varchar(250) null,
  next_fire_time bigint       null,
  prev_fire_time bigint       null,
  priority       integer      null,
  trigger_state  varchar(16)  not null,
  trigger_type   varchar(8)   not null,
  start_time     bigint       not null,
  end_time       bigint       null,
  calendar_name  varchar(200) null,
  misfire_instr  smallint     null,
  job_data       bytea        null,
  primary key (sched_name, trigger_name, trigger_group),
  foreign key (sched_name, job_name, job_group)
  references qrtz_job_details (sched_name, job_name, job_group)
);

create table qrtz_simple_triggers
(
  sched_name      varchar(120) not null,
  trigger_name    varchar(200) not null,
  trigger_group   varchar(200) not null,
  repeat_count    bigint       not null,
  repeat_interval bigint       not null,
  times_triggered bigint       not null,
  primary key (sched_name, trigger_name, trigger_group),
  foreign key (sched_name, trigger_name, trigger_group)
  references qrtz_triggers (sched_name, trigger_name, trigger_group)
);

create table qrtz_cron_triggers
(
  sched_name      varchar(120) not null,
  trigger_name    varchar(200) not null,
  trigger_group   varchar(200) not null,
  cron_expression varchar(120) not null,
  time_zone_id    varchar(80),
  primary key (sched_name, trigger_name, trigger_group),
  foreign key (sched_name, trigger_name, trigger_group)
  references qrtz_triggers (sched_name, trigger_name, trigger_group)
);

create table qrtz_simprop_triggers
(
  sched_name    varchar(120)   not null,
  trigger_name  varchar(200)   not null,
  trigger_group varchar(200)   not null,
  str_prop_1    varchar(512)   null,
  str_prop_2    varchar(512)   null,
  str_prop_3    varchar(512)   null,
  int_prop_1    int            null,
  int_prop_2    int            null,
  long_prop_1   bigint         null,
  long_prop_2   bigint         null,
  dec_prop_1    numeric(13, 4) null,
  dec_prop_2    numeric(13, 4) null,
  bool_prop_1   bool           null,
  bool_prop_2   bool           null,
  primary key (sched_name, trigger_name, trigger_group),
  foreign key (sched_name, trigger_name, trigger_group)
  references qrtz_triggers (sched_name, trigger_name, trigger_group)
);

create table qrtz_blob_triggers
(
  sched_name    varchar(120) not null,
  trigger_name  varchar(200) not null,
  trigger_group varchar(200) not null,
  blob_data     bytea        null,
  primary key (sched_name, trigger_name, trigger_group),
  foreign key (sched_name, trigger_name, trigger_group)
  references qrtz_triggers (sched_name, trigger_name, trigger_group)
);

create table qrtz_calendars
(
  sched_name    varchar(120) not null,
  calendar_name varchar(200) not null,
  calendar      bytea        not null,
  primary key (sched_name, calendar_name)
);

create table qrtz_paused_trigger_grps
(
  sched_name    varchar(120) not null,
  trigger_group varchar(200) not null,
  primary key (sched_name, trigger_group)
);

create table qrtz_fired_triggers
(
  sched_name        varchar(120) not null,
  entry_id          varchar(95)  not null,
  trigger_name      varchar(200) not null,
  trigger_group     varchar(200) not null,
  instance_name     varchar(200) not null,
  fired_time        bigint       not null,
  sched_time        bigint       not null,
  priority          integer      not null,
  state             varchar(16)  not null,
  job_name          varchar(200) null,
  job_group         varchar(200) null,
  is_nonconcurrent  bool         null,
  requests_recovery bool         null,
  primary key (sched_name, entry_id)
);

create table qrtz_scheduler_state
(
  sched_name        varchar(120) not null,
  instance_name     varchar(200) not null,
  last_checkin_time bigint       not null,
  checkin_interval  bigint       not null,
  primary key (sched_name, instance_name)
);

create table qrtz_locks
(
  sched_name varchar(120) not null,
  lock_name  varchar(40)  not null,
  primary key (sched_name, lock_name)
);

create index idx_qrtz_j_req_recovery
  on qrtz_job_details (sched_name, requests_recovery);
create index idx_qrtz_j_grp
  on qrtz_job_details (sched_name, job_group);

create index idx_qrtz_t_j
  on qrtz_triggers (sched_name, job_name, job_group);
create index idx_qrtz_t_jg
  on qrtz_triggers (sched_name, job_group);
create index idx_qrtz_t_c
  on qrtz_triggers (sched_name, calendar_name);
create index idx_qrtz_t_g
  on qrtz_triggers (sched_name, trigger_group);
create index idx_qrtz_t_state
  on qrtz_triggers (sched_name, trigger_state);
create index idx_qrtz_t_n_state
  on qrtz_triggers (sched_name, trigger_name, trigger_group, trigger_state);
create index idx_qrtz_t_n_g_state
  on qrtz_triggers (sched_name, trigger_group, trigger_state);
create index idx_qrtz_t_next_fire_time
  on qrtz_triggers (sched_name, next_fire_time);
create index idx_qrtz_t_nft_st
  on qrtz_triggers (sched_name, trigger_state, next_fire_time);
create index idx_qrtz_t_nft_misfire
  on qrtz_triggers (sched_name, misfire_instr, next_fire_time);
create index idx_qrtz_t_nft_st_misfire
  on qrtz_triggers (sched_name, misfire_instr, next_fire_time, trigger_state);
create index idx_qrtz_t_nft_st_misfire_grp
  on qrtz_triggers (sched_name, misfire_instr, next_fire_time, trigger_group, trigger_state);

create index idx_qrtz_ft_trig_inst_name
  on qrtz_fired_triggers (sched_name, instance_name);
create index idx_qrtz_ft_inst_job_req_rcvry
  on qrtz_fired_triggers (sched_name, instance_name, requests_recovery);
create index idx_qrtz_ft_j_g
  on qrtz_fired_triggers (sched_name, job_name, job_group);
create index idx_qrtz_ft_jg
  on qrtz_fired_triggers (sched_name, job_group);
create index idx_qrtz_ft_t_g
  on qrtz_fired_triggers (sched_name, trigger_name, trigger_group);
create index idx_qrtz_ft_tg
  on qrtz_fired_triggers (sched_name, trigger_group);

