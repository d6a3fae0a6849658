-- The transactional outbox: a touch is sent after the decision that it belongs to was committed, at least once, under a stable id.
create table outbox (
    message_id      uuid        primary key,
    decision_id     uuid        not null,
    person_no       bigint      not null,
    user_no         bigint      not null,
    playbook        text        not null,
    rule            text        not null,
    channel         text        not null,
    class           text        not null,
    body            text        not null, -- the exact bytes that every attempt sends
    state           text        not null default 'READY'
        check (state in ('READY', 'DELIVERED', 'STALE_AT_SEND', 'DEAD')),
    reason          text        not null default '',
    attempts        integer     not null default 0,
    not_before      timestamptz not null,
    expires_at      timestamptz,
    next_attempt_at timestamptz not null,
    leased_until    timestamptz,
    created_at      timestamptz not null default now(),
    ended_at        timestamptz
);
create index outbox_ready on outbox (next_attempt_at) where state = 'READY';

-- An endpoint that answered 410 Gone takes nothing more until somebody enables it again.
create table endpoint (
    endpoint    text        primary key,
    disabled_at timestamptz,
    reason      text        not null default ''
);
