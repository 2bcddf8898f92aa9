-- A lock's kind: DAV asks for its token even from its owner, PERSON (Nextcloud's files_lock) only keeps others out.
alter table files.lock add column kind text not null default 'DAV' check (kind in ('DAV', 'PERSON'));
alter table files.lock add column owner_display text not null default '';
alter table files.lock add column created timestamptz not null default now();

-- The language that was in scope when a property was set (RFC 4918 §4.3).
alter table files.property add column lang text;

-- Clients may set the same time twice: both contents are kept.
alter table files.version drop constraint version_node_mtime_key;
create index version_node on files.version (node, mtime);
