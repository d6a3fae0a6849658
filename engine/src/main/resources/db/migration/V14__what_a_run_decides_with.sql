-- What a run decides with is fixed when it is planned, whatever is loaded, imported or changed while it is under way.

alter table run
    add versions      text[] not null default '{}', -- versions of all playbooks of its rulebook, see playbook_version
    add configuration text   not null default '',   -- hash of limits, catalogue, salts, calendar, sources and segments
    add stale         text[] not null default '{}', -- columns of the fields that must not be relied on
    add first_runs    text[] not null default '{}'; -- its playbooks that run for the first time since they went live

-- A playbook whose first run did not reach everybody, since it was cancelled or is held, begins with the next one.
create view beginning_playbook as
select p.playbook from playbook p
 where p.first_run is null
    or exists (select from run r where r.run_no = p.first_run and r.state <> 'DONE');
