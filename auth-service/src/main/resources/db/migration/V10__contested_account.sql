-- Whether somebody signed up again before the address was verified. Nobody knows then whose the password is: only a new
-- one, chosen by a mailed link, verifies the address.
alter table account add column contested boolean not null default false;

update account set contested = true
where email_verified_at is null
    and exists (select from security_event where account_id = account.id and type = 'signup_repeated');
