-- Who carries out the request of an idempotency key now, so that no other replica does.
create table control_claim (
  actor varchar not null,
  idempotency_key varchar not null,
  holder varchar not null,
  lasts_until timestamp not null,
  primary key (actor, idempotency_key)
);
