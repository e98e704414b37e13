-- How often something was done of late. Unlogged, so that counting never waits for a disk: a crash of PostgreSQL lets
-- everybody start again from zero, which nobody but its operator can bring about.
create unlogged table throttle (
    kind     text not null,
    -- SHA-256 of whom it counts: an address somebody typed may be a stranger's.
    key      bytea not null check (octet_length(key) = 32),
    taken    integer not null check (taken >= 0),
    -- After this moment it counts from zero again.
    ends_at  timestamptz not null,
    -- Whether it is on record that somebody was refused before that.
    told     boolean not null,
    primary key (kind, key)
);

create index throttle_ends_at_idx on throttle (ends_at);

-- Browsers that an account has logged in with.
create table known_device (
    -- SHA-256 of what the browser keeps and the account: it says nothing about any other account.
    device_hash   bytea primary key check (octet_length(device_hash) = 32),
    account_id    uuid not null references account on delete cascade,
    last_used_at  timestamptz not null
);

create index known_device_account_idx on known_device (account_id, last_used_at desc);
create index known_device_last_used_idx on known_device (last_used_at);

grant select, insert, update, delete on throttle, known_device to ${applicationRole};
