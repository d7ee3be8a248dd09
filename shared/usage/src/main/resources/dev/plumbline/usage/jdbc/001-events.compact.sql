-- Requests and bill lines, one a row; what many have in common is told once, in a table of its own.
-- A uid is the id itself where that is a UUID, else the first 128 bits of its SHA-256, and then
-- id_text is the id. Times are UTC. Money is in units of 10^-12 dollars: a part of the cost is its
-- tokens times their rate, and what else there is to add.
create table if not exists usage_who (
  who bigint not null,
  virtual_key varchar,
  organisation varchar,
  department varchar,
  user_name varchar
);

create table if not exists usage_purpose (
  purpose bigint not null,
  environment varchar,
  task varchar,
  data_location varchar,
  experiment varchar,
  variant varchar
);

create table if not exists usage_kind (
  kind bigint not null,
  provider varchar,
  model varchar,
  requested_model varchar,
  operation varchar,
  service_tier varchar,
  source varchar,
  cache_outcome varchar,
  status varchar,
  error_kind varchar,
  attempts varchar,
  fallback_from varchar
);

-- Prices of a token. Adding cost_known to a cost leaves it what it is, or makes it unknown. The list
-- cost is list_share of the cost, the saving saving_share of what the rates make of it, and what
-- else there is to add; unknown where the share is.
create table if not exists usage_rate (
  rate bigint not null,
  catalog varchar,
  input bigint,
  cache_read bigint,
  cache_write_5m bigint,
  cache_write_1h bigint,
  output bigint,
  cost_known bigint,
  list_share bigint,
  saving_share bigint
);

-- Texts that requests refer to; 0 stands for none.
create table if not exists usage_text (
  ref bigint not null,
  text varchar
);
insert into usage_text (ref, text) select 0, null where not exists (select 1 from usage_text);

create table if not exists usage_request (
  uid ${id} not null,
  id_text varchar,
  started timestamp not null,
  kind bigint not null,
  who bigint not null,
  purpose bigint not null,
  rate bigint not null,
  session bigint not null,
  tags bigint not null,
  batch bigint not null,
  cache_entry bigint not null,
  requests bigint not null,
  uncached_input bigint not null,
  cache_read bigint not null,
  cache_write_5m bigint not null,
  cache_write_1h bigint not null,
  output_tokens bigint not null,
  reasoning bigint not null,
  images bigint not null,
  audio_seconds decimal(18, 6) not null,
  searches bigint not null,
  more_uncached_input bigint not null,
  more_cache_read bigint not null,
  more_cache_write bigint not null,
  more_output bigint not null,
  more_other bigint not null,
  more_list bigint not null,
  more_saving bigint not null,
  similarity double precision,
  cache_age_seconds bigint,
  latency_ms bigint,
  first_token_ms bigint,
  quality double precision,
  prompt varchar,
  answer varchar
);

create or replace view usage_event as
${events};
