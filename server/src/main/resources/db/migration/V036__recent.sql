-- What each person changed or opened last, a hundred at the most: written from the events, in batches. The node may be
-- gone, and is then not shown.
create table files.recent (
  account bigint not null,
  node bigint not null,
  at timestamptz not null,
  opened boolean not null,
  primary key (account, node)
);
create index recent_order on files.recent (account, at desc, node desc);
