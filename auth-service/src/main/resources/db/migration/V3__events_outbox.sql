create table security_event (
    -- Version 7: rises with time.
    id          uuid primary key,
    type        text not null check (type ~ '^[a-z_]{1,40}$'),
    at          timestamptz not null,
    -- No foreign keys: what happened stays on record when the session is gone, and the account.
    account_id  uuid,
    session_id  uuid,
    user_agent  text check (char_length(user_agent) <= 512),
    address     inet,
    detail      text check (char_length(detail) <= 200)
);

create index security_event_account_idx on security_event (account_id, id desc);
-- What retention deletes.
create index security_event_at_idx on security_event (at);

-- Append-only: added, read, and deleted when their time is over, never changed.
grant select, insert, delete on security_event to ${applicationRole};

-- What has to reach somebody else although they may be away: written with the change itself, delivered afterwards.
create table outbox (
    id                  uuid primary key,
    topic               text not null,
    -- AES-256-GCM under the key-encryption key named beside it: mails carry tokens.
    sealed_payload      bytea not null,
    key_encryption_key  text not null,
    created_at          timestamptz not null,
    due_at              timestamptz not null,
    attempts            integer not null
);

create index outbox_due_idx on outbox (topic, due_at);

grant select, insert, update, delete on outbox to ${applicationRole};
