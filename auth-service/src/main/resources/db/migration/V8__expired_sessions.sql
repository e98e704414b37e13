-- What housekeeping looks for. A session that was merely left idle goes when its last possible day is over: an index on
-- last_used_at would cost every refresh a write.
create index session_ended_at_idx on session (ended_at) where ended_at is not null;
create index session_expires_at_idx on session (expires_at);
