-- What the work in the background needs.

-- Since when the collector has seen nothing refer to the content.
alter table files.blob add column unused timestamptz;
create index blob_segments on files.blob using gin (segments) where segments is not null;

-- Deleting a node looks for these.
create index if not exists favourite_node on files.favourite (node);
create index if not exists root_node on files.root (node);

-- What is due.
create index trash_deleted on files.trash (deleted);
create index upload_started on files.upload (started);

-- When a content became a version. Its mtime is the client's own and may be years ago.
alter table files.version add column made timestamptz not null default now();
-- An upload is abandoned when nothing has arrived for long.
alter table files.chunk add column arrived timestamptz not null default now();
