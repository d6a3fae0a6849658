-- People who signed in to the page of authors with a key. Of what their browser holds only the SHA-256 is kept.
CREATE TABLE author_session (
    secret_hash text        PRIMARY KEY,
    key_id      text        NOT NULL REFERENCES api_key,
    opened_at   timestamptz NOT NULL,
    expires_at  timestamptz NOT NULL
);
CREATE INDEX author_session_age ON author_session (expires_at);
COMMENT ON TABLE author_session IS 'Sessions of people in a browser; each ends with its key.';
