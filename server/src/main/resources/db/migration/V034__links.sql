-- Links to files and folders. What a link allows is what stands here and its giver may do at the moment it is used.
create table files.link (
  id bigint generated always as identity primary key,
  node bigint not null references files.node on delete cascade,
  giver bigint not null,
  rights int not null,
  -- Found by its hash, so that no comparison of the token itself can be timed; kept, because its giver copies it again.
  token text not null,
  token_hash bytea not null unique,
  password text,
  label text not null default '',
  note text not null default '',
  expires timestamptz,
  downloads bigint not null default 0,
  most_downloads bigint,
  made timestamptz not null
);
create index link_node on files.link (node);
create index link_giver on files.link (giver);
