-- Both get into logs and events, whoever wrote the row: an RFC 7638 thumbprint, and an id as the service makes it.
alter table signing_key
    add constraint signing_key_kid_thumbprint check (kid ~ '^[A-Za-z0-9_-]{43}$'),
    add constraint signing_key_encryption_key_id check (key_encryption_key ~ '^[0-9a-f]{16}$');
