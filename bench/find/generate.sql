-- A million files with names as a town hall has them, in 40 team spaces, ten of which the person of the smallest number
-- belongs to. For an otherwise empty database of Allmende:
--   psql -f bench/find/generate.sql
\set ON_ERROR_STOP on
\timing on
select setseed(0.5);

create temporary table parts as select
  string_to_array('Antrag Bericht Protokoll Rechnung Vertrag Bescheid Haushaltsplan Satzung Gutachten Stellungnahme Angebot Vermerk Niederschrift Einladung Tagesordnung Vorlage Beschluss Genehmigung Lageplan Kostenschätzung Anlage Entwurf Übersicht Präsentation Liste Statistik Bebauungsplan Flächennutzungsplan Auswertung Abrechnung Mahnung Kündigung Bewerbung Zeugnis Urlaubsantrag Dienstreise Quittung Lieferschein Bestellung Ausschreibung', ' ') as kinds,
  string_to_array('Bauamt Kämmerei Stadtrat Ordnungsamt Schulamt Jugendamt Feuerwehr Bauhof Friedhof Bücherei Musikschule Schwimmbad Rathaus Marktplatz Bahnhofstraße Mühlbach Gewerbegebiet Kindergarten Grundschule Realschule Kläranlage Wasserwerk Straßenbeleuchtung Winterdienst Stadtfest Weihnachtsmarkt Seniorenheim Turnhalle Müller Meier Schulze Schröder Größmann Bäcker Yıldız Jörgensen Weiß Groß Köhler Krüger', ' ') as things,
  string_to_array('pdf docx xlsx odt txt jpg png pptx csv msg', ' ') as endings;

insert into spaces.spaces (kind, name, name_key, created_at)
  select 'TEAM', 'Amt ' || n, 'amt ' || n, now() from generate_series(1, 40) n;
insert into spaces.members (space_id, account_id, role)
  select s.id, (select min(id) from identity.accounts), 'EDITOR'
  from spaces.spaces s where kind = 'TEAM' and name like 'Amt %' order by s.id limit 10;
with made as (
  insert into files.node (space, name, key, folder, mtime, created, etag)
  select id, '', '', true, 0, 0, id from spaces.spaces where name like 'Amt %' returning id, space)
insert into files.root (space, node) select space, id from made;
insert into files.blob (hash, size) values ('\x00', 0);

insert into files.node (space, parent, name, key, folder, mtime, created, etag)
  select r.space, r.node, x.name, x.name, true, 1700000000, 1700000000, n
  from files.root r join spaces.spaces s on s.id = r.space and s.name like 'Amt %'
  cross join generate_series(1, 50) n cross join parts p
  cross join lateral (select p.things[1 + n % 40] || ' ' || n as name) x;
insert into files.node (space, parent, name, key, folder, mtime, created, etag, blob)
  select f.space, f.id, x.name, x.name, false, 1600000000 + (random() * 1e8)::bigint, 1700000000, n, '\x00'
  from files.node f join spaces.spaces s on s.id = f.space and s.name like 'Amt %'
  cross join generate_series(1, 500) n cross join parts p
  cross join lateral (
    select p.kinds[1 + floor(random() * 40)::int] || ' ' || p.things[1 + floor(random() * 40)::int] || ' '
      || (2015 + floor(random() * 12)::int) || '-' || lpad(n::text, 4, '0') || '.' || p.endings[1 + floor(random() * 10)::int] as name
    where f.id is not null and n > 0) x
  where f.folder and f.parent is not null;
vacuum analyze files.node, files.word;
select count(*) as nodes from files.node;
select count(*) as words, pg_size_pretty(pg_table_size('files.word')) as rows, pg_size_pretty(pg_indexes_size('files.word')) as index from files.word;
