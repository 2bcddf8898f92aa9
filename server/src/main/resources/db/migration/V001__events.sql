-- What happened, written in the transaction that did it. Listeners are handed rows whose transactions have all ended
-- (xact below the oldest running one), in order, and the rows go when every listener has had them.
create schema events;

create table events.event (
  id bigint generated always as identity primary key,
  xact xid8 not null default pg_current_xact_id(),
  at timestamptz not null default clock_timestamp(),
  kind text not null,
  actor bigint,
  client text not null,
  authority text not null,
  space bigint,
  node bigint,
  name text,
  detail text
);
