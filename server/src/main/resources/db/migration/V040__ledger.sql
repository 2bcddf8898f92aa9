-- What happened to which data, when, by whom, through which client, by which right.
create schema ledger;

create table ledger.entry (
  id bigint primary key,
  at timestamptz not null,
  kind text not null,
  actor bigint,
  client text not null,
  authority text not null,
  space bigint,
  node bigint,
  name text,
  detail text
);
create index entry_actor on ledger.entry (actor, id);
create index entry_node on ledger.entry (node, id);
create index entry_space on ledger.entry (space, id);
