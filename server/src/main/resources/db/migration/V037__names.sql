-- Finding by name as one types, without an extension: embedded PostgreSQL has none. See docs/decisions/0015.
create schema names;

-- Names as they are compared when somebody looks for them: words of lower-case letters and digits with single spaces
-- between. Müller, Mueller and Muller are the same, so are Straße and Strasse. Whatever begins another text still does
-- when both are folded. The database's own lower() depends on its locale, so only ASCII, Greek and Cyrillic have cases
-- here; most other Latin capitals are ASCII once their marks are gone.
create function names.fold(p_name text) returns text language plpgsql immutable strict parallel safe as $$
declare
  v_name text := p_name;
begin
  if octet_length(v_name) <> length(v_name) then
    v_name := regexp_replace(normalize(v_name, NFKD), '[\u0300-\u036f]', '', 'g');
    v_name := replace(replace(replace(replace(replace(replace(v_name,
      'ß', 'ss'), 'ẞ', 'ss'), 'æ', 'ae'), 'Æ', 'ae'), 'œ', 'oe'), 'Œ', 'oe');
    -- Of German names nothing is left to do; this is what takes longest.
    if octet_length(v_name) <> length(v_name) then
      v_name := translate(v_name,
        'øØłŁđĐðÐıςΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩАБВГДЕЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯЄІЇҐ–—−·•„“”‚‘’«»‹›†§°©®™€',
        'oollddddiσαβγδεζηθικλμνξοπρστυφχψωабвгдежзийклмнопрстуфхцчшщъыьэюяєіїґ                          ');
    end if;
  end if;
  v_name := regexp_replace(lower(v_name collate "C"), '[\x01-/:-@\[-`{-\x7f]+', ' ', 'g');
  return replace(replace(replace(v_name, 'ae', 'a'), 'oe', 'o'), 'ue', 'u');
end $$;

-- The words of a folded name, each once.
create function names.words(p_name text) returns text[] language plpgsql immutable strict parallel safe as $$
begin
  return array(select distinct left(w, 100) from unnest(string_to_array(names.fold(p_name), ' ')) w where w <> '');
end $$;

-- Whether each of these words begins a word of the name.
create function names.match(p_name text, p_words text[]) returns boolean language plpgsql immutable strict parallel safe as $$
declare
  v_name text := ' ' || names.fold(p_name);
  v_word text;
begin
  foreach v_word in array p_words loop
    if strpos(v_name, ' ' || v_word) = 0 then
      return false;
    end if;
  end loop;
  return true;
end $$;

-- Every word of every name. What lies in the trash is found, too, and left out when it is shown. No foreign key: checking
-- it would cost every new file more than the row.
create table files.word (
  space bigint not null,
  word text collate "C" not null,
  node bigint not null
);
insert into files.word select n.space, w, n.id from files.node n cross join unnest(names.words(n.key)) w;
-- Of the same word, what is new comes first.
create index word_order on files.word (space, word, node desc);

-- By the very statements that write names, whoever writes them.
create function files.note_words() returns trigger language plpgsql as $$
begin
  if tg_op <> 'INSERT' then
    delete from files.word where space = old.space and word = any(names.words(old.key)) and node = old.id;
  end if;
  if tg_op <> 'DELETE' then
    insert into files.word select distinct new.space, left(w, 100), new.id
      from unnest(string_to_array(names.fold(new.key), ' ')) w where w <> '';
  end if;
  return null;
end $$;
create trigger node_comes_and_goes after insert or delete on files.node
  for each row execute function files.note_words();
create trigger node_is_renamed after update of key, space on files.node
  for each row when (old.key <> new.key or old.space <> new.space) execute function files.note_words();
