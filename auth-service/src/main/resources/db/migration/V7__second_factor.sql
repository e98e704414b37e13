-- The app on somebody's phone that makes one-time passwords (TOTP): being enrolled until it is confirmed.
create table authenticator (
    account_id          uuid primary key references account on delete cascade,
    -- AES-256-GCM under the key-encryption key named beside it.
    sealed_secret       bytea not null,
    key_encryption_key  text not null,
    created_at          timestamptz not null,
    confirmed_at        timestamptz,
    -- The time step of the last password accepted: neither it nor an earlier one is good again.
    last_step           bigint not null
);

-- What was never confirmed is deleted.
create index authenticator_unconfirmed_idx on authenticator (created_at) where confirmed_at is null;

-- One-time codes for when the phone is lost. Used ones are deleted.
create table recovery_code (
    account_id  uuid not null references authenticator on delete cascade,
    code_hash   bytea not null check (octet_length(code_hash) = 32),
    primary key (account_id, code_hash)
);

-- What limits guessing, however many replicas are asked.
create table wrong_code (
    account_id  uuid not null references authenticator on delete cascade,
    at          timestamptz not null
);

create index wrong_code_account_idx on wrong_code (account_id, at desc);
create index wrong_code_at_idx on wrong_code (at);

-- Log-ins whose password was right and whose code is still to come.
create table pending_login (
    id                    uuid primary key,
    account_id            uuid not null references authenticator on delete cascade,
    token_hash            bytea not null unique check (octet_length(token_hash) = 32),
    -- SHA-256 of the password hash that was checked: with another password the log-in starts over.
    password_fingerprint  bytea not null check (octet_length(password_fingerprint) = 32),
    wrong_codes           integer not null,
    expires_at            timestamptz not null
);

create index pending_login_account_idx on pending_login (account_id);
create index pending_login_expires_idx on pending_login (expires_at);

grant select, insert, update, delete on authenticator, recovery_code, wrong_code, pending_login to ${applicationRole};
