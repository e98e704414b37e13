-- What a link in a mail carries. A newer one for the same purpose replaces the older; a used one is deleted with its
-- effect.
create table mailed_token (
    id          uuid primary key,
    account_id  uuid not null references account on delete cascade,
    purpose     text not null check (purpose in ('reset', 'verification', 'change')),
    token_hash  bytea not null unique check (octet_length(token_hash) = 32),
    -- The address the link is mailed to, which following it proves.
    email       text not null check (char_length(email) between 3 and 254),
    expires_at  timestamptz not null,
    unique (account_id, purpose)
);

-- What housekeeping deletes.
create index mailed_token_expires_idx on mailed_token (expires_at);

-- Mails of the last hour, to send no more of them than is good for anybody.
create table counted_mail (
    account_id  uuid not null references account on delete cascade,
    kind        text not null check (kind in ('asked', 'notice')),
    at          timestamptz not null
);

create index counted_mail_account_idx on counted_mail (account_id, kind, at);

grant select, insert, update, delete on mailed_token to ${applicationRole};
grant select, insert, delete on counted_mail to ${applicationRole};
