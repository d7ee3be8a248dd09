create unique index if not exists usage_event_uid on usage_event (uid);
create unique index if not exists usage_forgotten_uid on usage_forgotten (uid);
create index if not exists usage_event_started on usage_event (started);
create index if not exists usage_event_texts on usage_event (started)
  where prompt is not null or answer is not null;
create index if not exists usage_event_user on usage_event (user_name, started);
create index if not exists usage_event_session on usage_event (session_id) where session_id is not null;
create index if not exists usage_total_started on usage_total (started);
create index if not exists usage_repriced_uid on usage_repriced (uid);
