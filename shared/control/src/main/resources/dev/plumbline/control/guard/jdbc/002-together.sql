-- Several requests in one statement. Locks are taken over all of them in the order that one request
-- takes them: requests by id, sums by key, rates by key. A request alone takes the functions for one,
-- which are quicker then. Plans are kept while the tables grow, so that they must not read whole
-- tables, even where those are small yet.

create type guard_settling as (
  id text,
  started timestamptz,
  minute timestamptz,
  subject jsonb,
  cost numeric,
  tokens numeric,
  held numeric,
  sums text[],
  rates text[],
  taken numeric[],
  matches text[]
);

-- Settles requests; of several settlements with one id the first counts.
create function guard_settle_all(
  p_ids text[], p_starteds timestamptz[], p_subjects text[], p_costs numeric[], p_tokens numeric[])
returns void language plpgsql
set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off as $$
declare
  v guard_settling[];
  v_keys text[];
begin
  if cardinality(p_ids) = 1 then
    perform guard_settle(
      p_ids[1], p_starteds[1], cast(p_subjects[1] as jsonb), p_costs[1], p_tokens[1],
      array(select l.key from jsonb_each_text(cast(p_subjects[1] as jsonb)) as l),
      array(select l.value from jsonb_each_text(cast(p_subjects[1] as jsonb)) as l));
    return;
  end if;
  lock table guard_request in row exclusive mode;
  insert into guard_request (id, state, started, subject, cost, sums, rates, taken, document, changed)
    select p.id, 'new', p.started, cast(p.subject as jsonb), null, '{}', '{}', '{}', '', clock_timestamp()
    from unnest(p_ids, p_starteds, p_subjects) as p(id, started, subject) order by p.id
    on conflict (id) do nothing;
  perform 1 from guard_request where id = any(p_ids) order by id for update;
  v := array(
    select row(p.id, p.started, date_trunc('minute', p.started, 'UTC'), p.subject, p.cost, p.tokens,
      coalesce(r.cost, 0), r.sums, r.rates, r.taken, array(
        select s.key from jsonb_each_text(p.subject) as l
        join guard_sum s on s.level = l.key and s.value = l.value
        where s.starts <= p.started and p.started < s.ends))::guard_settling
    from (
      select distinct on (u.id) u.id, u.started, cast(u.subject as jsonb) as subject, u.cost, u.tokens
      from unnest(p_ids, p_starteds, p_subjects, p_costs, p_tokens)
        with ordinality as u(id, started, subject, cost, tokens, place)
      order by u.id, u.place) p
    join guard_request r on r.id = p.id
    where r.state in ('new', 'open', 'expired'));
  v_keys := array(select distinct k from unnest(v) as d cross join unnest(d.matches || d.sums) as k);
  perform 1 from guard_sum where key = any(v_keys) order by key for update;
  update guard_sum s set held = s.held - x.held
    from (
      select k.key, sum(d.held) as held
      from unnest(v) as d cross join lateral (select distinct unnest(d.sums) as key) k
      group by k.key) x
    where s.key = x.key;
  v_keys := array(select distinct k from unnest(v) as d cross join unnest(d.rates) as k);
  if cardinality(v_keys) > 0 then
    perform 1 from guard_rate where key = any(v_keys) order by key for update;
    update guard_rate g
      set tokens = case when g.key like 'P|%' then greatest(0, g.tokens - x.times) else g.tokens + x.more end
      from (
        select r.key, count(*) as times, sum(r.taken - d.tokens) as more
        from unnest(v) as d cross join unnest(d.rates, d.taken) as r(key, taken)
        group by r.key) x
      where g.key = x.key and g.key not like 'R|%';
  end if;
  insert into guard_minute (key, minute, spent)
    select s.key, d.minute, sum(d.cost)
    from unnest(v) as d cross join unnest(d.matches) as m(key) join guard_sum s on s.key = m.key
    where d.cost <> 0 and s.rolling and s.complete <= d.minute
    group by s.key, d.minute
    on conflict (key, minute) do update set spent = guard_minute.spent + excluded.spent;
  update guard_sum t set spent = t.spent + x.spent
    from (
      select s.key, sum(d.cost) as spent
      from unnest(v) as d cross join unnest(d.matches) as m(key) join guard_sum s on s.key = m.key
      where d.cost <> 0 and (not s.rolling or (s.tail <= d.minute and s.complete <= d.minute))
      group by s.key) x
    where t.key = x.key;
  update guard_request r
    set state = 'settled', started = d.started, subject = d.subject, cost = d.cost, sums = '{}',
      rates = '{}', taken = '{}', document = '', changed = clock_timestamp()
    from unnest(v) as d where r.id = d.id;
end
$$;

-- Admits or refuses requests one after the other. Where each has a list, its element is the text of
-- an array.
create function guard_reserve_all(
  p_ids text[], p_starteds timestamptz[], p_subjects text[], p_costs numeric[], p_lasts numeric[],
  p_keys text[], p_froms text[], p_limits text[], p_acts text[],
  p_rates text[], p_amounts text[], p_pers text[], p_needs text[], p_documents text[])
returns table (
  outcome text, place integer, wait numeric, missing integer[], spents numeric[], helds numeric[])
language plpgsql
set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off as $$
declare
  v_keys text[];
begin
  lock table guard_request in row exclusive mode;
  if cardinality(p_ids) > 1 then
    v_keys := array(select distinct k from unnest(p_keys) as t cross join unnest(cast(t as text[])) as k);
    perform 1 from guard_sum where key = any(v_keys) order by key for update;
    insert into guard_rate (key, amount, per, tokens, at)
      select r.key, r.amount, r.per, case when r.key like 'P|%' then 0 else r.amount end, clock_timestamp()
      from unnest(p_rates, p_amounts, p_pers) as t(keys, amounts, pers)
        cross join unnest(cast(t.keys as text[]), cast(t.amounts as numeric[]), cast(t.pers as numeric[]))
          as r(key, amount, per)
      order by r.key
      on conflict (key) do nothing;
    v_keys := array(select distinct k from unnest(p_rates) as t cross join unnest(cast(t as text[])) as k);
    perform 1 from guard_rate where key = any(v_keys) order by key for update;
  end if;
  for i in 1 .. cardinality(p_ids) loop
    return query select r.* from guard_reserve(
      p_ids[i], p_starteds[i], cast(p_subjects[i] as jsonb), p_costs[i], p_lasts[i],
      cast(p_keys[i] as text[]), cast(p_froms[i] as timestamptz[]), cast(p_limits[i] as numeric[]),
      cast(p_acts[i] as text[]), cast(p_rates[i] as text[]), cast(p_amounts[i] as numeric[]),
      cast(p_pers[i] as numeric[]), cast(p_needs[i] as numeric[]), p_documents[i]) as r;
  end loop;
end
$$;

create or replace function guard_recording(p_ids text[]) returns boolean language plpgsql as $$
declare
  v_were boolean;
begin
  lock table guard_request in row exclusive mode;
  perform 1 from guard_request where id = any(p_ids) order by id for update;
  v_were := exists (select 1 from guard_request where id = any(p_ids) and state = 'recording');
  update guard_request set state = 'recording', changed = clock_timestamp()
    where id = any(p_ids) and state = 'settled';
  return v_were;
end
$$;

create or replace function guard_recorded(p_ids text[], p_were boolean) returns void language plpgsql as $$
begin
  lock table guard_request in row exclusive mode;
  perform 1 from guard_request where id = any(p_ids) order by id for update;
  update guard_request set state = 'recorded', changed = clock_timestamp()
    where id = any(p_ids) and state = 'recording';
  if p_were then
    perform 1 from guard_sum where doubtful order by key for update;
    delete from guard_minute where key in (select key from guard_sum where doubtful);
    delete from guard_sum where doubtful;
  end if;
end
$$;
