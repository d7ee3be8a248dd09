-- How alerts stand, one value a row. live is 1 while something fires or is still to be told.
create table alert_state (
  alert varchar not null,
  subject varchar not null,
  span varchar not null,
  live integer not null,
  changed timestamp not null,
  body varchar not null,
  primary key (alert, subject, span)
);

-- What happened to alerts and their messages.
create table alert_event (
  number bigint not null primary key,
  made timestamp not null,
  what varchar not null,
  alert varchar not null,
  subject varchar,
  channel varchar,
  delivery varchar,
  told varchar not null
);

-- Messages that channels still have to take. A replica that sends one holds its lease.
create table alert_delivery (
  id varchar not null primary key,
  number bigint not null,
  alert varchar not null,
  channel varchar not null,
  attempts integer not null,
  created timestamp not null,
  due timestamp not null,
  lease_by varchar,
  lease_until timestamp,
  trouble varchar,
  body varchar not null
);

-- The last number of an event or a message; its row is changed first, which holds others off.
create table alert_number (
  number bigint not null
);

insert into alert_number (number) values (0);

-- Moments to remember.
create table alert_mark (
  name varchar not null primary key,
  moment timestamp not null
);
