-- A limit that one playbook passes costs that playbook alone: who is set aside is set aside for it. Empty: as a whole.
alter table poison add playbook text not null default '';
alter table poison drop constraint poison_pkey;
alter table poison add primary key (run_no, person_no, playbook);

-- For whom a version of a playbook was cut, of sweeps, events and pulls alike; kept as long as it counts.
create table rule_cut (
    version     text        not null, -- content hash
    person_no   bigint      not null,
    playbook    text        not null,
    reason      text        not null,
    at          timestamptz not null default clock_timestamp(),
    primary key (version, person_no)
);
create index rule_cut_at on rule_cut (at);

-- Versions that do not act since they were cut too often. Another version of the playbook acts; this one does again when a
-- person resumes the playbook, which takes the row away.
create table quarantine (
    version     text        primary key,
    playbook    text        not null,
    persons     bigint      not null,
    reason      text        not null,
    since       timestamptz not null default clock_timestamp()
);
