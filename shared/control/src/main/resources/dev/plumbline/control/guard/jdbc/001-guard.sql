-- What a value of a level spent and holds in a window. A rolling window keeps its minutes beside:
-- they are known from "complete" on, and "spent" counts those from "tail" on.
create table guard_sum (
  key text primary key,
  level text not null,
  value text not null,
  starts timestamptz not null,
  ends timestamptz not null,
  rolling boolean not null,
  complete timestamptz not null,
  tail timestamptz not null,
  spent numeric not null,
  held numeric not null,
  doubtful boolean not null,
  used timestamptz not null
) with (fillfactor = 40);

create index guard_sum_place on guard_sum (level, value);

create table guard_minute (
  key text not null,
  minute timestamptz not null,
  spent numeric not null,
  primary key (key, minute)
) with (fillfactor = 60);

-- Requests: open, expired, settled, recording, recorded. The cost is what is held, then what was
-- spent. One that is settled stays until the ledger has it, and a while longer so that settling it
-- again changes nothing.
create table guard_request (
  id text primary key,
  state text not null,
  started timestamptz not null,
  subject jsonb not null,
  cost numeric,
  until timestamptz,
  sums text[] not null,
  rates text[] not null,
  taken numeric[] not null,
  document text not null,
  changed timestamptz not null
) with (fillfactor = 60);

create index guard_request_state on guard_request (state, until);

-- Requests or tokens left at a moment; for parallel requests (P) the slots in use.
create table guard_rate (
  key text primary key,
  amount numeric not null,
  per numeric not null,
  tokens numeric not null,
  at timestamptz not null
) with (fillfactor = 40);

create function guard_left(p_amount numeric, p_per numeric, p_tokens numeric, p_at timestamptz, p_now timestamptz)
returns numeric language sql immutable as $$
  select least(p_amount, p_tokens + greatest(0, extract(epoch from p_now - p_at)) * p_amount / p_per)
$$;

-- Moves the beginning of a rolling window, whose row is locked, and returns what it counts now.
create function guard_roll(p_key text, p_from timestamptz) returns numeric language plpgsql as $$
declare
  v_tail timestamptz;
  v_spent numeric;
  v_between numeric;
begin
  select tail, spent into v_tail, v_spent from guard_sum where key = p_key;
  if v_tail = p_from then
    return v_spent;
  end if;
  select coalesce(sum(spent), 0) into v_between from guard_minute
    where key = p_key and minute >= least(v_tail, p_from) and minute < greatest(v_tail, p_from);
  v_spent := v_spent + case when p_from > v_tail then -v_between else v_between end;
  update guard_sum set tail = p_from, spent = v_spent where key = p_key;
  return v_spent;
end
$$;

-- Admits a request and holds its cost, or tells what has no room. Locks are always taken in this
-- order: requests, sums by key, rates by key.
create function guard_reserve(
  p_id text, p_started timestamptz, p_subject jsonb, p_cost numeric, p_lasts numeric,
  p_keys text[], p_froms timestamptz[], p_limits numeric[], p_acts text[],
  p_rates text[], p_amounts numeric[], p_pers numeric[], p_needs numeric[], p_document text,
  out outcome text, out place integer, out wait numeric, out missing integer[],
  out spents numeric[], out helds numeric[])
language plpgsql as $$
declare
  s guard_sum;
  v_now timestamptz;
  v_left numeric[] := '{}';
begin
  -- A reservation that a crash of the database loses is settled without one.
  perform set_config('synchronous_commit', 'off', true);
  lock table guard_request in row exclusive mode;
  missing := '{}';
  spents := '{}';
  helds := '{}';
  if exists (select 1 from guard_request where id = p_id) then
    outcome := 'again';
    return;
  end if;
  perform 1 from guard_sum where key = any(p_keys) order by key for update;
  for i in 1 .. cardinality(p_keys) loop
    select * into s from guard_sum where key = p_keys[i];
    if not found or (s.rolling and s.complete > p_froms[i]) then
      missing := missing || i;
      continue;
    end if;
    spents[i] := case when s.rolling then guard_roll(s.key, p_froms[i]) else s.spent end;
    helds[i] := s.held;
    if p_cost is not null and p_acts[i] <> 'WARN' and spents[i] + helds[i] + p_cost > p_limits[i]
      and (place is null or (p_acts[i] = 'DEGRADE' and p_acts[place] <> 'DEGRADE')) then
      place := i;
    end if;
  end loop;
  if cardinality(missing) > 0 then
    outcome := 'missing';
    return;
  end if;
  if place is not null then
    outcome := 'budget';
    return;
  end if;
  insert into guard_rate (key, amount, per, tokens, at)
    select r.key, r.amount, r.per, case when r.key like 'P|%' then 0 else r.amount end, clock_timestamp()
    from unnest(p_rates, p_amounts, p_pers) as r(key, amount, per) order by r.key
    on conflict (key) do nothing;
  perform 1 from guard_rate where key = any(p_rates) order by key for update;
  v_now := clock_timestamp();
  for i in 1 .. cardinality(p_rates) loop
    if p_rates[i] like 'P|%' then
      v_left[i] := (select coalesce(max(tokens), 0) from guard_rate where key = p_rates[i]);
      if v_left[i] >= p_amounts[i] then
        outcome := 'limit';
        place := i;
        wait := 1;
        return;
      end if;
      v_left[i] := v_left[i] + 1;
    else
      v_left[i] := (
        select coalesce(max(guard_left(p_amounts[i], p_pers[i], tokens, at, v_now)), p_amounts[i])
        from guard_rate where key = p_rates[i]);
      if v_left[i] < p_needs[i] then
        outcome := 'limit';
        place := i;
        wait := (p_needs[i] - v_left[i]) * p_pers[i] / p_amounts[i];
        return;
      end if;
      v_left[i] := v_left[i] - p_needs[i];
    end if;
  end loop;
  insert into guard_rate (key, amount, per, tokens, at)
    select r.key, r.amount, r.per, r.tokens, v_now
    from unnest(p_rates, p_amounts, p_pers, v_left) as r(key, amount, per, tokens) order by r.key
    on conflict (key) do update set tokens = excluded.tokens, at = excluded.at;
  insert into guard_request (id, state, started, subject, cost, until, sums, rates, taken, document, changed)
    values (p_id, 'open', p_started, p_subject, p_cost, v_now + p_lasts * interval '1 second',
      p_keys, p_rates, p_needs, p_document, v_now);
  update guard_sum set held = held + coalesce(p_cost, 0), used = v_now where key = any(p_keys);
  outcome := 'admitted';
end
$$;

-- Replaces what a request holds by what it spent; tells whether it was not settled before.
create function guard_settle(
  p_id text, p_started timestamptz, p_subject jsonb, p_cost numeric, p_tokens numeric,
  p_levels text[], p_values text[])
returns boolean language plpgsql as $$
declare
  r guard_request;
  v_match text[];
  v_minute timestamptz := date_trunc('minute', p_started, 'UTC');
begin
  lock table guard_request in row exclusive mode;
  insert into guard_request (id, state, started, subject, cost, sums, rates, taken, document, changed)
    values (p_id, 'new', p_started, p_subject, null, '{}', '{}', '{}', '', clock_timestamp())
    on conflict (id) do nothing;
  select * into r from guard_request where id = p_id for update;
  if r.state not in ('new', 'open', 'expired') then
    return false;
  end if;
  v_match := array(
    select s.key from guard_sum s join unnest(p_levels, p_values) as p(level, value)
      on s.level = p.level and s.value = p.value
    where s.starts <= p_started and p_started < s.ends);
  perform 1 from guard_sum where key = any(v_match || r.sums) order by key for update;
  if r.state = 'open' then
    update guard_sum set held = held - coalesce(r.cost, 0) where key = any(r.sums);
    perform 1 from guard_rate where key = any(r.rates) order by key for update;
    update guard_rate g
      set tokens = case when g.key like 'P|%' then greatest(0, g.tokens - 1) else g.tokens + x.taken - p_tokens end
      from unnest(r.rates, r.taken) as x(key, taken)
      where g.key = x.key and g.key not like 'R|%';
  end if;
  if p_cost <> 0 then
    insert into guard_minute (key, minute, spent)
      select key, v_minute, p_cost from guard_sum
      where key = any(v_match) and rolling and complete <= v_minute
      on conflict (key, minute) do update set spent = guard_minute.spent + excluded.spent;
    update guard_sum set spent = spent + p_cost
      where key = any(v_match) and (not rolling or (tail <= v_minute and complete <= v_minute));
  end if;
  update guard_request
    set state = 'settled', started = p_started, subject = p_subject, cost = p_cost, sums = '{}',
      rates = '{}', taken = '{}', document = '', changed = clock_timestamp()
    where id = p_id;
  return true;
end
$$;

-- Ends reservations whose time is over; returns how many.
create function guard_expire() returns integer language plpgsql as $$
declare
  v_ids text[];
  v_sums text[];
  v_rates text[];
begin
  if not exists (select 1 from guard_request where state = 'open' and until <= clock_timestamp()) then
    return 0;
  end if;
  lock table guard_request in row exclusive mode;
  v_ids := array(
    select id from guard_request where state = 'open' and until <= clock_timestamp()
    order by id limit 1000 for update skip locked);
  v_sums := array(select distinct k from guard_request r, unnest(r.sums) k where r.id = any(v_ids));
  v_rates := array(select k from guard_request r, unnest(r.rates) k where r.id = any(v_ids) and k like 'P|%');
  perform 1 from guard_sum where key = any(v_sums) order by key for update;
  update guard_sum s set held = s.held - x.cost
    from (select k, sum(coalesce(r.cost, 0)) as cost
      from guard_request r, lateral (select distinct unnest(r.sums) as k) d
      where r.id = any(v_ids) group by k) x
    where s.key = x.k;
  perform 1 from guard_rate where key = any(v_rates) order by key for update;
  update guard_rate g set tokens = greatest(0, g.tokens - x.used)
    from (select k, count(*) as used from unnest(v_rates) k group by k) x
    where g.key = x.k;
  update guard_request
    set state = 'expired', sums = '{}', rates = '{}', taken = '{}', document = '', changed = clock_timestamp()
    where id = any(v_ids);
  return cardinality(v_ids);
end
$$;

-- Makes a sum of what the ledger has, what it has not yet, and what is held. The caller keeps
-- others from recording.
create function guard_make(
  p_key text, p_level text, p_value text, p_starts timestamptz, p_ends timestamptz,
  p_rolling boolean, p_from timestamptz, p_minutes timestamptz[], p_spents numeric[])
returns void language plpgsql as $$
declare
  v_spent numeric;
  v_held numeric;
begin
  lock table guard_request in share row exclusive mode;
  if exists (select 1 from guard_sum where key = p_key and (not p_rolling or complete <= p_from)) then
    return;
  end if;
  delete from guard_sum where key = p_key;
  delete from guard_minute where key = p_key;
  create temporary table if not exists guard_made (minute timestamptz, spent numeric) on commit delete rows;
  delete from guard_made;
  insert into guard_made select * from unnest(p_minutes, p_spents);
  insert into guard_made
    select date_trunc('minute', started, 'UTC'), cost from guard_request
    where state in ('settled', 'recording') and cost <> 0 and subject ->> p_level = p_value
      and started >= p_from and started < p_ends;
  select coalesce(sum(spent), 0) into v_spent from guard_made;
  select coalesce(sum(cost), 0) into v_held from guard_request where state = 'open' and p_key = any(sums);
  insert into guard_sum (key, level, value, starts, ends, rolling, complete, tail, spent, held, doubtful, used)
    values (p_key, p_level, p_value, p_starts, p_ends, p_rolling, p_from, p_from, v_spent, v_held,
      exists (select 1 from guard_request where state = 'recording'), clock_timestamp());
  if p_rolling then
    insert into guard_minute (key, minute, spent)
      select p_key, minute, sum(spent) from guard_made group by minute;
  end if;
end
$$;

-- Notes that requests are on their way into the ledger; tells whether some were before.
create function guard_recording(p_ids text[]) returns boolean language plpgsql as $$
declare
  v_were boolean;
begin
  v_were := exists (select 1 from guard_request where id = any(p_ids) and state = 'recording');
  update guard_request set state = 'recording', changed = clock_timestamp()
    where id = any(p_ids) and state = 'settled';
  return v_were;
end
$$;

-- Notes that the ledger has them.
create function guard_recorded(p_ids text[], p_were boolean) returns void language plpgsql as $$
begin
  lock table guard_request in row exclusive mode;
  update guard_request set state = 'recorded', changed = clock_timestamp()
    where id = any(p_ids) and state = 'recording';
  if p_were then
    perform 1 from guard_sum where doubtful order by key for update;
    delete from guard_minute where key in (select key from guard_sum where doubtful);
    delete from guard_sum where doubtful;
  end if;
end
$$;

-- Removes all sums, to be made anew.
create function guard_refresh() returns void language plpgsql as $$
begin
  lock table guard_request in share row exclusive mode;
  delete from guard_minute;
  delete from guard_sum;
end
$$;

-- Removes what nobody needs any more.
create function guard_tidy() returns void language plpgsql as $$
declare
  v_keys text[];
begin
  lock table guard_request in row exclusive mode;
  delete from guard_request
    where state in ('expired', 'recorded') and changed < clock_timestamp() - interval '1 hour';
  v_keys := array(
    select key from guard_sum
    where held = 0 and used < clock_timestamp() - interval '1 hour'
    order by key for update skip locked);
  delete from guard_minute where key = any(v_keys);
  delete from guard_sum where key = any(v_keys);
  v_keys := array(
    select key from guard_sum where rolling and complete < tail - interval '2 hours'
    order by key for update skip locked);
  update guard_sum set complete = tail - interval '1 hour' where key = any(v_keys);
  delete from guard_minute m using guard_sum s
    where m.key = any(v_keys) and s.key = m.key and m.minute < s.complete;
  delete from guard_rate where key in (
    select key from guard_rate
    where case when key like 'P|%' then tokens <= 0 and at < clock_timestamp() - interval '1 hour'
      else guard_left(amount, per, tokens, at, clock_timestamp()) >= amount end
    order by key for update skip locked);
end
$$;
