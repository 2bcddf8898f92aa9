-- When a file was made in its client's own words, in seconds since 1970; null as long as nobody has said so. `created` is
-- when it arrived here.
alter table files.node add column born bigint;
