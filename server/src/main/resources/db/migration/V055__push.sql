-- Tokens by which clients that are signed in come in to hear of changes: here, so that every process takes what another
-- has given. Stored as hashes, good once, for seconds; a crash may lose them.
create schema push;

create unlogged table push.token (
  hash bytea primary key,
  account bigint not null references identity.accounts on delete cascade,
  expires timestamptz not null
);
create index token_expires on push.token (expires);
