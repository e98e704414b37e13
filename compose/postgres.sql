-- Run once, when the volume is new. Each service has its own database and two roles in it: the owner changes the
-- schema, the application reads and writes rows and can reach nothing else.

revoke all on database postgres from public;

-- ./dev secrets makes random passwords: rounds of hashing add nothing to them, and to each new connection their time.
set scram_iterations = 1;

\set owner_password `cat /run/secrets/auth-owner-password`
\set application_password `cat /run/secrets/auth-application-password`
create role auth_owner login nosuperuser nocreatedb nocreaterole nobypassrls password :'owner_password';
create role auth_app login nosuperuser nocreatedb nocreaterole nobypassrls password :'application_password';
create database auth owner auth_owner;
revoke all on database auth from public;
grant connect on database auth to auth_app;

\set owner_password `cat /run/secrets/todo-owner-password`
\set application_password `cat /run/secrets/todo-application-password`
create role todo_owner login nosuperuser nocreatedb nocreaterole nobypassrls password :'owner_password';
create role todo_app login nosuperuser nocreatedb nocreaterole nobypassrls password :'application_password';
create database todo owner todo_owner;
revoke all on database todo from public;
grant connect on database todo to todo_app;
