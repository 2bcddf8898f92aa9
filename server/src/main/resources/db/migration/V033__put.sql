-- Putting a file, again: its content is held by the process that it has reached, so nobody has to look for it before the
-- commit, and the statement can be a transaction by itself.
drop function files.put;

-- The hot path of all writing: a file of no conditions in a space without locks, in one round trip. Whatever is out of
-- the ordinary it leaves untouched and answers OTHERWISE (a row for the content may stay behind, which the collector
-- finds); allmende.files.Tree then goes step by step, by the same rules.
--
-- p_keys leads from the space's root to the file; p_quota is null where there is none. Answers CREATED, REPLACED, FULL
-- or OTHERWISE.
create function files.put(
  p_space bigint, p_keys text[], p_shown text, p_hash bytea, p_size bigint, p_mtime bigint, p_now bigint,
  p_etag bigint, p_touch bigint, p_checksum text, p_author bigint, p_quota bigint, p_client text, p_authority text,
  out outcome text, out id bigint, out parent bigint, out name text)
language plpgsql as $$
#variable_conflict use_column
declare
  v_root bigint;
  v_parent bigint;
  v_above bigint[];
  v_there record;
  v_id bigint;
  v_growth bigint := p_size;
  v_used bigint;
  v_last int := cardinality(p_keys);
begin
  outcome := 'OTHERWISE';
  perform pg_advisory_xact_lock_shared(7, p_space::int);
  if exists (select from files.lock where space = p_space) then
    return;
  end if;
  select node into v_root from files.root where space = p_space;
  if not found then
    return;
  end if;
  v_parent := v_root;
  v_above := array[v_root];
  for v_depth in 1 .. v_last - 1 loop
    select n.id into v_id from files.node n
      where n.parent = v_parent and n.key collate "C" = p_keys[v_depth] and n.folder;
    if not found then
      return;
    end if;
    v_parent := v_id;
    v_above := v_above || v_id;
  end loop;

  -- Writers of one file take turns here; each then sees what the one before has left.
  select n.id, n.name, n.folder, n.size, n.blob, n.mtime, n.author, n.checksum into v_there
    from files.node n where n.parent = v_parent and n.key collate "C" = p_keys[v_last] for no key update;
  if found then
    if v_there.folder then
      return;
    end if;
    v_growth := p_size - v_there.size;
  end if;
  if p_quota is not null and v_growth > 0 then
    select n.size + coalesce((select sum(t.size) from files.touch t where t.node = v_root), 0) into v_used
      from files.node n where n.id = v_root;
    if v_used + v_growth > p_quota then
      outcome := 'FULL';
      return;
    end if;
  end if;

  perform from files.blob b where b.hash = p_hash and b.unused is null for key share;
  if not found then
    insert into files.blob (hash, size) values (p_hash, p_size)
      on conflict (hash) do update set touched = now(), unused = null;
  end if;

  if v_there.id is null then
    insert into files.node
        (space, parent, name, key, folder, size, mtime, created, etag, blob, checksum, author)
      values (p_space, v_parent, p_shown, p_keys[v_last], false, p_size, p_mtime, p_now, p_etag, p_hash, p_checksum, p_author)
      on conflict (parent, key collate "C") where parent is not null do nothing returning node.id into v_id;
    if not found then
      return;
    end if;
    outcome := 'CREATED';
    name := p_shown;
  else
    v_id := v_there.id;
    if v_there.size > 0 then
      insert into files.version (node, blob, size, mtime, author, checksum)
        values (v_id, v_there.blob, v_there.size, v_there.mtime, v_there.author, v_there.checksum);
    end if;
    update files.node n set blob = p_hash, size = p_size, mtime = p_mtime, etag = p_etag, checksum = p_checksum, author = p_author
      where n.id = v_id;
    outcome := 'REPLACED';
    name := v_there.name;
  end if;
  insert into files.touch (node, etag, size, mtime) select unnest(v_above), p_touch, v_growth, p_now;
  perform events.append(
    case outcome when 'CREATED' then 'file.created' else 'file.changed' end,
    p_author, p_client, p_authority, p_space, v_id, name);
  id := v_id;
  parent := v_parent;
end $$;
