-- Whoever migrates owns; the application may only read and write rows.
grant usage on schema public to ${applicationRole};

create table account (
    id                uuid primary key,
    email             text not null check (char_length(email) between 3 and 254),
    email_verified_at timestamptz,
    display_name      text check (char_length(display_name) between 1 and 100),
    password_hash     text not null,
    -- Which pepper went into the hash; null for a plain bcrypt hash brought from elsewhere.
    pepper_id         text,
    created_at        timestamptz not null
);

-- One account per address, however it is capitalised.
create unique index account_email_key on account (lower(email));

create table session (
    id                  uuid primary key,
    account_id          uuid not null references account on delete cascade,
    -- Every refresh token of a session starts with the same random family, so that an old one is still recognised.
    family_hash         bytea not null unique check (octet_length(family_hash) = 32),
    token_hash          bytea not null check (octet_length(token_hash) = 32),
    previous_token_hash bytea check (octet_length(previous_token_hash) = 32),
    -- The current token, readable only with the previous one.
    sealed_successor    bytea,
    rotated_at          timestamptz,
    user_agent          text check (char_length(user_agent) <= 512),
    address             inet,
    created_at          timestamptz not null,
    last_used_at        timestamptz not null,
    expires_at          timestamptz not null,
    ended_at            timestamptz,
    end_reason          text check (end_reason in ('logout', 'reuse', 'limit', 'ended', 'password')),
    check ((ended_at is null) = (end_reason is null)),
    check ((previous_token_hash is null) = (rotated_at is null))
);

-- The devices of one person, most recently used first; also what makes room for a new log-in.
create index session_account_last_used_idx on session (account_id, last_used_at desc) where ended_at is null;
-- The foreign key's own look-ups, ended sessions included.
create index session_account_idx on session (account_id);

create table signing_key (
    -- RFC 7638 thumbprint.
    kid                 text primary key,
    state               text not null check (state in ('next', 'current', 'previous', 'retired')),
    algorithm           text not null,
    public_jwk          jsonb not null,
    -- AES-256-GCM under the key-encryption key named beside it.
    sealed_private_key  bytea not null,
    key_encryption_key  text not null,
    created_at          timestamptz not null,
    activated_at        timestamptz,
    retired_at          timestamptz
);

-- However many replicas start at once on an empty database, one key signs.
create unique index signing_key_one_current on signing_key (state) where state = 'current';
create unique index signing_key_one_next on signing_key (state) where state = 'next';

grant select, insert, update, delete on account, session, signing_key to ${applicationRole};
