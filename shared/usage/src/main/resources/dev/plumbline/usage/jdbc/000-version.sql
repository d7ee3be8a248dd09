create table if not exists usage_schema_version (
  version integer not null,
  applied timestamp not null
);
