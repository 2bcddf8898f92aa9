create schema files;

-- Immutable content. `segments` is set where the content is a list of other blobs, as a chunked upload leaves it.
create table files.blob (
  hash bytea primary key,
  size bigint not null,
  segments bytea[],
  touched timestamptz not null default now()
);

-- The tree. A folder's etag and size are its own columns plus what files.touch still holds for it.
-- Of a node in the trash only the topmost loses its parent.
create table files.node (
  id bigint generated always as identity primary key,
  space bigint not null,
  parent bigint references files.node,
  name text not null,
  key text not null,
  folder boolean not null,
  size bigint not null default 0,
  mtime bigint not null,
  created bigint not null,
  etag bigint not null,
  blob bytea references files.blob,
  checksum text,
  author bigint,
  check (folder = (blob is null))
) with (fillfactor = 85);

create unique index node_child on files.node (parent, key collate "C") where parent is not null;
create index node_blob on files.node (blob) where blob is not null;

create table files.root (
  space bigint primary key,
  node bigint not null references files.node
);

-- Changes below a folder, appended instead of updating the folder's row, so that writers in one space never wait for
-- each other's commit. Etags are combined by XOR, sizes by addition: both are the same before and after folding.
create table files.touch (
  node bigint not null,
  etag bigint not null,
  size bigint not null,
  mtime bigint not null
);
create index touch_node on files.touch (node);

create table files.trash (
  node bigint primary key references files.node on delete cascade,
  space bigint not null,
  parent bigint not null,
  place text not null,
  deleted bigint not null,
  deleter bigint,
  size bigint not null
);
create index trash_space on files.trash (space);

create table files.version (
  id bigint generated always as identity primary key,
  node bigint not null references files.node on delete cascade,
  blob bytea not null references files.blob,
  size bigint not null,
  mtime bigint not null,
  author bigint,
  checksum text,
  unique (node, mtime)
);
create index version_blob on files.version (blob);

create table files.lock (
  token text primary key,
  node bigint not null references files.node on delete cascade,
  space bigint not null,
  exclusive boolean not null,
  deep boolean not null,
  owner bigint not null,
  owner_name text not null,
  owner_xml text not null,
  seconds bigint not null,
  expires timestamptz not null
);
create index lock_node on files.lock (node);
create index lock_space on files.lock (space);

create table files.upload (
  account bigint not null,
  name text not null,
  started timestamptz not null default now(),
  primary key (account, name)
);

create table files.chunk (
  account bigint not null,
  upload text not null,
  name text not null,
  ordinal bigint not null,
  blob bytea not null references files.blob,
  size bigint not null,
  primary key (account, upload, name),
  foreign key (account, upload) references files.upload on delete cascade
);
create index chunk_blob on files.chunk (blob);

create table files.favourite (
  account bigint not null,
  node bigint not null references files.node on delete cascade,
  primary key (account, node)
);

create table files.property (
  node bigint not null references files.node on delete cascade,
  namespace text not null,
  name text not null,
  value text not null,
  primary key (node, namespace, name)
);

-- Names this installation in the ids that sync clients remember; it must never change.
create table files.instance (id text not null);
insert into files.instance values ('oc' || substr(md5(random()::text || clock_timestamp()::text), 1, 10));
