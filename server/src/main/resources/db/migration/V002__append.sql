-- For capabilities whose hot paths are one statement: an event of the caller's own transaction.
create function events.append(
  p_kind text, p_actor bigint, p_client text, p_authority text, p_space bigint, p_node bigint, p_name text)
returns void language plpgsql as $$
begin
  insert into events.event (kind, actor, client, authority, space, node, name)
  values (p_kind, p_actor, p_client, p_authority, p_space, p_node, p_name);
end $$;
