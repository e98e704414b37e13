-- Run by the owner of the schema. The application's role reads and writes rows and can change nothing else.

-- Who is asking, set for one transaction by the application. Empty or missing means nobody, and nobody sees nothing.
create function asking_owner() returns uuid
  language sql stable parallel safe
  return nullif(current_setting('app.user_id', true), '')::uuid;

create table todos (
  id uuid primary key,
  owner_id uuid not null default asking_owner(),
  version integer not null,
  title text not null check (char_length(title) between 1 and 200 and title !~ '^\s|\s$'),
  description text not null check (char_length(description) <= 4000),
  completed boolean not null,
  priority text not null check (priority in ('NONE', 'LOW', 'MEDIUM', 'HIGH')),
  due_date date check (due_date between '0001-01-01' and '9999-12-31'),
  position integer,
  tags varchar(50)[] not null check (
    cardinality(tags) <= 10 and array_position(tags, null) is null and array_position(tags, '') is null),
  created_at timestamptz not null,
  updated_at timestamptz not null check (updated_at >= created_at),
  completed_at timestamptz,
  check (completed = (completed_at is not null))
);

-- One index for each ascending order of the list; createdAt and title serve their descending order read backwards.
-- There is none on tags or words: row-level security lets only leakproof operators reach an index, and theirs are not.
create index todos_by_position on todos (owner_id, position, id);
create index todos_by_created_at on todos (owner_id, created_at, id);
create index todos_by_due_date on todos (owner_id, due_date, id);
create index todos_by_title on todos (owner_id, lower(title), id);

create table idempotency_keys (
  id uuid primary key default uuidv7(),
  owner_id uuid not null default asking_owner(),
  key text not null check (char_length(key) between 1 and 255),
  request_hash text not null,
  answer text,
  created_at timestamptz not null default now(),
  unique (owner_id, key)
);

-- A scalar sub-query is worked out once for a statement, not once for each row.
alter table todos enable row level security;
alter table todos force row level security;
create policy own_rows on todos
  using (owner_id = (select asking_owner()))
  with check (owner_id = (select asking_owner()));

alter table idempotency_keys enable row level security;
alter table idempotency_keys force row level security;
create policy own_rows on idempotency_keys
  using (owner_id = (select asking_owner()))
  with check (owner_id = (select asking_owner()));

revoke all on schema public from public;
grant usage on schema public to ${applicationRole};
grant select, insert, update, delete on todos, idempotency_keys to ${applicationRole};
