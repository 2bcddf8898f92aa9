-- Meetings that people start. Whoever has the link may come in, so it is random; it is kept as it is, because its host is
-- shown it again. What has ended is no longer here.
create table meetings.meeting (
  id bigint generated always as identity primary key,
  link text not null unique,
  host bigint not null references identity.accounts on delete cascade,
  made_at timestamptz not null,
  used_at timestamptz not null
);
create index meeting_host on meetings.meeting (host, id);
create index meeting_used on meetings.meeting (used_at);

-- How often guests came in lately from a network.
create table meetings.guest_entry (
  network text not null,
  at timestamptz not null
);
create index guest_entry_network on meetings.guest_entry (network, at);
create index guest_entry_at on meetings.guest_entry (at);
