-- People who deleted their account: an access token of theirs that is still alive must bring nothing back.
create table erasures (
  account uuid primary key,
  erased_at timestamptz not null default clock_timestamp(),
  todos bigint not null
);

-- Whoever adds something for an owner shares this lock, and who erases that owner has it alone: one comes first.
create function owner_lock(owner uuid) returns bigint
  language sql immutable parallel safe
  return hashtextextended(owner::text, 7308325);

create function refuse_erased() returns trigger language plpgsql as $$
begin
  perform pg_advisory_xact_lock_shared(owner_lock(new.owner_id));
  if exists (select from erasures where account = new.owner_id) then
    raise exception 'The account was erased' using errcode = 'ERASE';
  end if;
  return new;
end
$$;

create trigger refuse_erased before insert on todos for each row execute function refuse_erased();
create trigger refuse_erased before insert on idempotency_keys for each row execute function refuse_erased();

-- Housekeeping asks for nobody: it sees nothing, and what it deletes without a condition is what the policies let go.
alter table erasures enable row level security;
alter table erasures force row level security;
create policy own_rows on erasures
  using (account = (select asking_owner()))
  with check (account = (select asking_owner()));
create policy expired on erasures for delete using (erased_at < now() - interval '25 hours');
create policy expired on idempotency_keys for delete using (created_at < now() - interval '24 hours');

grant select, insert, delete on erasures to ${applicationRole};
