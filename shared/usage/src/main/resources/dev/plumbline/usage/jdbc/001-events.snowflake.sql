-- Writers take turns by updating its one row.
create table if not exists usage_writer (
  turn bigint not null
);
insert into usage_writer (turn) select 0 where not exists (select 1 from usage_writer);
