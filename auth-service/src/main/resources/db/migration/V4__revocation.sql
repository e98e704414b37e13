-- Sessions that ended while an access token of theirs may still live: what those who accept such tokens are told.
create table revocation (
    session_id  uuid not null,
    revoked_at  timestamptz not null default clock_timestamp(),
    -- Who asks says which transactions it has seen. A sequence or a clock could not tell those that commit late.
    transaction xid8 not null default pg_current_xact_id(),
    primary key (transaction, session_id)
);

create function revoke_session() returns trigger language plpgsql as $$
begin
    insert into revocation (session_id) values (old.id);
    return null;
end
$$;

-- A trigger, so that no way of ending a session can forget it, deleting an account or a row by hand included. A session
-- that was not used for an hour has no living access token.
create trigger session_ended after update of ended_at on session for each row
    when (old.ended_at is null and new.ended_at is not null and old.last_used_at > now() - interval '1 hour')
    execute function revoke_session();
create trigger session_deleted after delete on session for each row
    when (old.ended_at is null and old.last_used_at > now() - interval '1 hour')
    execute function revoke_session();

grant select, insert, delete on revocation to ${applicationRole};
