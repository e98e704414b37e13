-- Append-only: the application adds and reads. What has to go, goes by two functions that run as their owner and
-- delete or change nothing else, whoever calls them.
revoke delete on security_event from ${applicationRole};

-- Deletes some events that are older than both the given age and 30 days; returns how many.
create function purge_security_events(age interval, batch integer) returns integer
    language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    purged integer;
begin
    delete from public.security_event where id in (
        select id from public.security_event
        where at < now() - greatest(age, interval '30 days')
        limit batch);
    get diagnostics purged = row_count;
    return purged;
end
$$;

-- Takes what is personal from the events of an account that exists no more; that they happened stays.
create function anonymize_security_events(account uuid) returns void
    language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    update public.security_event set user_agent = null, address = null
    where account_id = account
        and not exists (select from public.account a where a.id = account);
end
$$;

revoke all on function purge_security_events(interval, integer), anonymize_security_events(uuid) from public;
grant execute on function purge_security_events(interval, integer), anonymize_security_events(uuid)
    to ${applicationRole};
