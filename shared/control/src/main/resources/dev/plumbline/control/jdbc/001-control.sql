-- One more with each change; its row is changed first, which holds other replicas off.
create table control_revision (
  revision bigint not null
);

insert into control_revision (revision) values (0);

-- What operators set up, one a row. The body of a deleted entry is null: ids are never used again.
create table control_entry (
  kind varchar not null,
  id varchar not null,
  version bigint not null,
  body varchar,
  primary key (kind, id)
);

-- Who changed what, without secrets. Times are UTC.
create table control_audit (
  revision bigint not null primary key,
  made timestamp not null,
  actor varchar not null,
  kind varchar not null,
  id varchar not null,
  body_before varchar,
  body_after varchar
);

-- What a request that is sent again is answered.
create table control_answer (
  actor varchar not null,
  idempotency_key varchar not null,
  made timestamp not null,
  answer varchar not null,
  primary key (actor, idempotency_key)
);
