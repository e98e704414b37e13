-- A retired key can't sign again: its private half is erased.
alter table signing_key
    alter column sealed_private_key drop not null,
    -- When it stopped signing; it stays published until its last token has expired.
    add column stopped_at timestamptz,
    add check ((state = 'retired') = (sealed_private_key is null));
