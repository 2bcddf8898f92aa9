-- The trash is shown page by page, the last thrown away first, however much lies there.
create index trash_order on files.trash (space, deleted desc, node desc);
drop index files.trash_space;
