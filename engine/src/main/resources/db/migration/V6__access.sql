create table api_key (
    key_id text primary key,
    owner text not null,
    roles text[] not null check (cardinality(roles) > 0),
    secret_hash text not null,
    created_at timestamptz not null,
    created_by text not null,
    revoked_at timestamptz
);
comment on table api_key is 'API keys of named people and services; of the secret only its SHA-256 is kept';
