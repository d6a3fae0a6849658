-- Where a playbook's version comes from, and folders that were refused.

alter table playbook
    add folder  text    not null default '',    -- name of the operator's folder; empty for a shipped version
    add retired boolean not null default false; -- the folder is gone: it does not act until the folder is back

update playbook p set folder = p.playbook from playbook_version v where v.hash = p.hash and v.origin = 'folder';

-- What the last look at the operator's folders refused. The version that was in force stays so.
create table refused_folder (
    folder      text        primary key,
    playbook    text        not null,
    problems    jsonb       not null,
    refused_at  timestamptz not null default now()
);

-- How far each playbook has been swept. Playbooks of one schedule usually move together, but one that was resumed or has
-- a new version starts anew, and one that is swept alone goes ahead.
alter table playbook
    add watermark   xid8        not null default '0', -- changes before it have been swept
    add swept_as_of timestamptz,                      -- no live run evaluates it at an instant before this one
    add signature   text        not null default '',  -- what held for everybody at its last sweep
    add reset_epoch bigint      not null default 1;   -- a run planned before this epoch does not move the watermark

alter table schedule
    drop column watermark,
    drop column swept_as_of,
    drop column signature,
    drop column reset_epoch;

alter table run
    add whole integer[] not null default '{}'; -- of the schedules, those of which it evaluates every playbook that acts
comment on column run.schedules is 'The schedules of its playbooks: their due users are evaluated.';
