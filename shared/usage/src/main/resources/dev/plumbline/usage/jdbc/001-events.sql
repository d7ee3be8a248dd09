-- What forgotten events add up to, by quarter of an hour (every zone's days begin at one) and by
-- all dimensions but session, batch and cache entry.
create table if not exists usage_total (
  started timestamp not null,
  provider varchar not null,
  model varchar not null,
  requested_model varchar,
  operation varchar not null,
  virtual_key varchar,
  organisation varchar,
  department varchar,
  environment varchar,
  task varchar,
  user_name varchar,
  tags ${json},
  cache_outcome varchar,
  status varchar not null,
  error_kind varchar,
  fallback_from varchar,
  experiment varchar,
  variant varchar,
  service_tier varchar,
  data_location varchar,
  source varchar not null,
  events bigint not null,
  requests bigint not null,
  uncached_input bigint not null,
  cache_read bigint not null,
  cache_write_5m bigint not null,
  cache_write_1h bigint not null,
  output_tokens bigint not null,
  reasoning bigint not null,
  images bigint not null,
  audio_seconds decimal(38, 6) not null,
  searches bigint not null,
  cost_uncached_input decimal(38, 12),
  cost_cache_read decimal(38, 12),
  cost_cache_write decimal(38, 12),
  cost_output decimal(38, 12),
  cost_other decimal(38, 12),
  cost_squares double precision not null,
  list_cost decimal(38, 12),
  prompt_cache_saving decimal(38, 12),
  latency_sum bigint not null,
  latency_count bigint not null,
  latency_squares double precision not null,
  retries bigint not null,
  quality_sum double precision not null,
  quality_count bigint not null,
  quality_squares double precision not null
);

-- The ids of forgotten events: reading them again from their source adds nothing.
create table if not exists usage_forgotten (
  uid ${id} not null
);

create table if not exists usage_repricing (
  id ${id} not null,
  made timestamp not null,
  range_from timestamp not null,
  range_to timestamp not null,
  reason varchar not null,
  events bigint not null,
  cost_before decimal(38, 12) not null,
  cost_after decimal(38, 12) not null
);

-- The charges that a repricing replaced.
create table if not exists usage_repriced (
  repricing ${id} not null,
  uid ${id} not null,
  cost_uncached_input decimal(18, 12),
  cost_cache_read decimal(18, 12),
  cost_cache_write decimal(18, 12),
  cost_output decimal(18, 12),
  cost_other decimal(18, 12),
  list_cost decimal(18, 12),
  catalog varchar,
  prompt_cache_saving decimal(18, 12)
);

-- Events with the columns that questions add up.
create or replace view usage_raw as
select
  uid, started, provider, model, requested_model, operation, virtual_key, organisation, department,
  environment, task, user_name, session_id, session_id as session_key, tags, cache_outcome, cache_entry, status, error_kind,
  fallback_from, experiment, variant, service_tier, batch_id, data_location, source,
  1 as events, requests, uncached_input, cache_read, cache_write_5m, cache_write_1h, output_tokens,
  reasoning, images, audio_seconds, searches, cost_uncached_input, cost_cache_read,
  cost_cache_write, cost_output, cost_other,
  cost_uncached_input + cost_cache_read + cost_cache_write + cost_output + cost_other as cost,
  cast(cost_uncached_input + cost_cache_read + cost_cache_write + cost_output + cost_other
    as double precision)
  * cast(cost_uncached_input + cost_cache_read + cost_cache_write + cost_output + cost_other
    as double precision) as cost_squares,
  list_cost, prompt_cache_saving, latency_ms, first_token_ms,
  latency_ms as latency_sum, case when latency_ms is null then 0 else 1 end as latency_count,
  cast(latency_ms as double precision) * cast(latency_ms as double precision) as latency_squares,
  attempts - 1 as retries, quality as quality_sum,
  case when quality is null then 0 else 1 end as quality_count, quality * quality as quality_squares
from usage_event;

-- The totals of forgotten events in the same form.
create or replace view usage_old as
select
  cast(null as ${id}) as uid, started, provider, model, requested_model, operation, virtual_key,
  organisation, department, environment, task, user_name, cast(null as varchar) as session_id,
  cast(null as varchar) as session_key, tags, cache_outcome, cast(null as varchar) as cache_entry,
  status, error_kind, fallback_from, experiment, variant, service_tier,
  cast(null as varchar) as batch_id, data_location, source, events, requests, uncached_input,
  cache_read, cache_write_5m, cache_write_1h, output_tokens, reasoning, images, audio_seconds,
  searches, cost_uncached_input, cost_cache_read, cost_cache_write, cost_output, cost_other,
  cost_uncached_input + cost_cache_read + cost_cache_write + cost_output + cost_other as cost,
  cost_squares, list_cost, prompt_cache_saving, cast(null as bigint) as latency_ms,
  cast(null as bigint) as first_token_ms, latency_sum, latency_count, latency_squares, retries,
  quality_sum, quality_count, quality_squares
from usage_total;

create or replace view usage_all as
select * from usage_raw
union all
select * from usage_old;
