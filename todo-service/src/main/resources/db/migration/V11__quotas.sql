-- What each account stores, counted in the transaction that changes it: two requests at once wait for each other, so that
-- a quota holds whoever races whom. Only the triggers write it.
create table quota_usage (
  owner_id uuid primary key,
  todos bigint not null,
  bytes bigint not null,
  keys bigint not null
) with (fillfactor = 50);

alter table quota_usage enable row level security;
alter table quota_usage force row level security;
create policy counting on quota_usage to current_user using (true) with check (true);
create policy own_rows on quota_usage for select using (owner_id = (select asking_owner()));
grant select on quota_usage to ${applicationRole};

-- The same before and after storage, unlike pg_column_size. Neither decompresses nor fetches long text.
create function todo_bytes(title text, description text, tags varchar[]) returns integer
  language sql stable parallel safe
  return octet_length(title) + octet_length(description) + octet_length(array_to_string(tags, ','));

-- Quotas are set for one transaction by the application, as {to-dos, bytes, idempotency keys}; without them there are none.
-- Whoever is over a quota that was lowered may still change and delete.
create function add_usage(owner uuid, more_todos bigint, more_bytes bigint, more_keys bigint) returns void
  language plpgsql as $$
declare
  used public.quota_usage;
  quotas constant bigint[] := nullif(current_setting('app.quotas', true), '')::bigint[];
begin
  if more_todos = 0 and more_bytes = 0 and more_keys = 0 then
    return;
  end if;
  insert into public.quota_usage as usage values (owner, more_todos, more_bytes, more_keys)
    on conflict (owner_id) do update set
      todos = usage.todos + more_todos,
      bytes = usage.bytes + more_bytes,
      keys = usage.keys + more_keys
    returning usage.* into used;
  if more_todos > 0 and used.todos > quotas[1] then
    raise exception 'todos %', quotas[1] - used.todos + more_todos using errcode = 'QUOTA';
  elsif more_bytes > 0 and used.bytes > quotas[2] then
    raise exception 'bytes %', quotas[2] - used.bytes + more_bytes using errcode = 'QUOTA';
  elsif more_keys > 0 and used.keys > quotas[3] then
    raise exception 'keys %', quotas[3] - used.keys + more_keys using errcode = 'QUOTA';
  elsif used.todos = 0 and used.keys = 0 then
    delete from public.quota_usage where owner_id = owner;
  end if;
end
$$;

-- As the owner, whatever the caller's search path, which costs less than to set one.
create function count_todos() returns trigger
  language plpgsql security definer as $$
begin
  case tg_op
    when 'INSERT' then
      perform public.add_usage(owner_id, count(*), sum(public.todo_bytes(title, description, tags)), 0)
        from added group by owner_id;
    when 'UPDATE' then
      perform public.add_usage(owner_id, 0, sum(bytes), 0)
        from (
          select owner_id, public.todo_bytes(title, description, tags) as bytes from added
          union all select owner_id, -public.todo_bytes(title, description, tags) from removed) changed
        group by owner_id;
    when 'DELETE' then
      perform public.add_usage(owner_id, -count(*), -sum(public.todo_bytes(title, description, tags)), 0)
        from removed group by owner_id;
  end case;
  return null;
end
$$;

-- The response that is kept for an idempotency key is stored for its account, too.
create function count_keys() returns trigger
  language plpgsql security definer as $$
begin
  case tg_op
    when 'INSERT' then
      perform public.add_usage(owner_id, 0, sum(coalesce(octet_length(answer), 0)), count(*)) from added group by owner_id;
    when 'UPDATE' then
      perform public.add_usage(owner_id, 0, sum(bytes), 0)
        from (
          select owner_id, coalesce(octet_length(answer), 0) as bytes from added
          union all select owner_id, -coalesce(octet_length(answer), 0) from removed) changed
        group by owner_id;
    when 'DELETE' then
      -- In one order: replicas that delete expired keys at once would wait for each other in a circle.
      perform public.add_usage(owner_id, 0, -bytes, -keys)
        from (
          select owner_id, sum(coalesce(octet_length(answer), 0)) as bytes, count(*) as keys
          from removed group by owner_id order by owner_id) expired;
  end case;
  return null;
end
$$;

-- Once for a statement: deleting everything changes one row here, not one for each to-do.
create trigger count_added after insert on todos
  referencing new table as added for each statement execute function count_todos();
create trigger count_changed after update on todos
  referencing old table as removed new table as added for each statement execute function count_todos();
create trigger count_removed after delete on todos
  referencing old table as removed for each statement execute function count_todos();
create trigger count_added after insert on idempotency_keys
  referencing new table as added for each statement execute function count_keys();
create trigger count_changed after update on idempotency_keys
  referencing old table as removed new table as added for each statement execute function count_keys();
create trigger count_removed after delete on idempotency_keys
  referencing old table as removed for each statement execute function count_keys();

-- The policies would hide every row from the owner, too. Creating the triggers has locked out every other writer.
alter table todos no force row level security;
alter table idempotency_keys no force row level security;
insert into quota_usage
  select owner_id, sum(todos), sum(bytes), sum(keys)
  from (
    select owner_id, 1 as todos, todo_bytes(title, description, tags) as bytes, 0 as keys from todos
    union all select owner_id, 0, coalesce(octet_length(answer), 0), 1 from idempotency_keys) stored
  group by owner_id;
alter table todos force row level security;
alter table idempotency_keys force row level security;
