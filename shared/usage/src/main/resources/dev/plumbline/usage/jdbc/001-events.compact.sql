-- Requests and bill lines, one a row; what many have in common is told once, in a table of its own.
-- A uid is the id itself where that is a UUID, else the first 128 bits of its SHA-256, and then
-- id_text is the id. Times are UTC. Money is in units of 10^-12 dollars: a part of the cost is its
-- tokens times their rate, and what else there is to add.
create table if not exists usage_who (
  who bigint not null,
  virtual_key varchar,
  organisation varchar,
  department varchar,
  environment varchar,
  user_name varchar
);

create table if not exists usage_purpose (
  purpose bigint not null,
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

-- Texts that requests refer to, or UUIDs; 0 stands for none.
create table if not exists usage_text (
  ref bigint not null,
  uid ${id},
  text varchar
);
insert into usage_text (ref) select 0 where not exists (select 1 from usage_text);

-- Tags that requests have in common; 0 stands for none. Apart from other texts, because a database
-- may look into the tags before it looks which rows they belong to.
create table if not exists usage_tags (
  ref bigint not null,
  tags varchar
);
insert into usage_tags (ref) select 0 where not exists (select 1 from usage_tags);

-- How columns are compressed is told, because finding out takes longer than doing it.
create table if not exists usage_request (
  uid ${id} not null using compression uncompressed,
  id_text varchar,
  started timestamp not null using compression bitpacking,
  kind bigint not null using compression rle,
  who bigint not null using compression bitpacking,
  purpose bigint not null using compression bitpacking,
  rate bigint not null using compression rle,
  session bigint not null using compression bitpacking,
  tags bigint not null using compression bitpacking,
  batch bigint not null using compression bitpacking,
  cache_entry bigint not null using compression bitpacking,
  requests bigint not null using compression bitpacking,
  uncached_input bigint not null using compression bitpacking,
  cache_read bigint not null using compression bitpacking,
  cache_write_5m bigint not null using compression bitpacking,
  cache_write_1h bigint not null using compression bitpacking,
  output_tokens bigint not null using compression bitpacking,
  reasoning bigint not null using compression bitpacking,
  images bigint not null using compression bitpacking,
  audio_seconds decimal(18, 6) not null using compression bitpacking,
  searches bigint not null using compression bitpacking,
  more_uncached_input bigint not null using compression bitpacking,
  more_cache_read bigint not null using compression bitpacking,
  more_cache_write bigint not null using compression bitpacking,
  more_output bigint not null using compression bitpacking,
  more_other bigint not null using compression bitpacking,
  more_list bigint not null using compression bitpacking,
  more_saving bigint not null using compression bitpacking,
  more_cost bigint not null using compression bitpacking,
  similarity double precision,
  cache_age_seconds bigint using compression bitpacking,
  latency_ms bigint using compression bitpacking,
  first_token_ms bigint using compression bitpacking,
  quality double precision,
  prompt varchar,
  answer varchar
);

create or replace view usage_event as
${events};
