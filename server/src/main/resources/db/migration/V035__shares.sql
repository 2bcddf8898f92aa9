-- What people share with people and groups of this house. What a share allows is what stands here and its giver may do at
-- the moment it is used. Numbered with links, so that a number names a link or a share and never both.
create table files.share (
  id bigint primary key default nextval('files.link_id_seq'),
  node bigint not null references files.node on delete cascade,
  giver bigint not null references identity.accounts on delete cascade,
  account bigint references identity.accounts on delete cascade,
  group_id bigint references identity.groups on delete cascade,
  rights int not null,
  note text not null default '',
  expires timestamptz,
  made timestamptz not null,
  check ((account is null) <> (group_id is null)),
  unique (node, giver, account),
  unique (node, giver, group_id)
);
create index share_giver on files.share (giver);
create index share_account on files.share (account) where account is not null;
create index share_group on files.share (group_id) where group_id is not null;

-- What a share is called at the top of one receiver's files, and whether they left it; written when they first look.
create table files.received (
  share bigint not null references files.share on delete cascade,
  account bigint not null references identity.accounts on delete cascade,
  name text not null,
  key text not null,
  gone boolean not null default false,
  primary key (share, account)
);
create index received_account on files.received (account);

-- Tells every process whose received things have changed; nobody in particular where it may be many.
create function files.tell_share() returns trigger language plpgsql as $$
begin
  perform pg_notify('allmende_received', coalesce(new.account, old.account)::text)
    where coalesce(new.account, old.account) is not null;
  perform pg_notify('allmende_received', '') where coalesce(new.account, old.account) is null;
  return null;
end $$;
create trigger tell after insert or update or delete on files.share
  for each row execute function files.tell_share();
create trigger tell after update on files.received
  for each row execute function files.tell_share();

-- Who is told of changes in a space depends on which space the shared things are in.
create function files.tell_adopted() returns trigger language plpgsql as $$
begin
  perform pg_notify('allmende_received', '') where exists (select from files.share where node = new.id);
  return null;
end $$;
create trigger node_is_adopted after update of space on files.node
  for each row when (old.space <> new.space) execute function files.tell_adopted();

-- Whether a node is one of these or lies below one; what is in the trash is below nothing that is not.
create function files.lies_in(p_node bigint, p_tops bigint[]) returns boolean language plpgsql stable as $$
declare
  v_node bigint := p_node;
begin
  while v_node is not null loop
    if v_node = any(p_tops) then
      return true;
    end if;
    select n.parent into v_node from files.node n where n.id = v_node;
  end loop;
  return false;
end $$;
