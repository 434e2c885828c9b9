-- How long a shop's data is kept, in days. On the shop's row, which no policy hides, because a partition holds rows of
-- many shops and may be dropped only when none of them keeps it. The checks repeat the least that the app needs.
alter table shop
  add column keep_events_days int not null default 760 check (keep_events_days between 400 and 3650),
  add column keep_decisions_days int not null default 400 check (keep_decisions_days between 90 and 3650),
  add column keep_effects_days int not null default 400 check (keep_effects_days between 90 and 3650),
  add column keep_messages_days int not null default 760 check (keep_messages_days between 90 and 3650),
  add column keep_runs_days int not null default 760 check (keep_runs_days between 90 and 3650),
  add column keep_quarantine_days int not null default 90 check (keep_quarantine_days between 14 and 365),
  add column keep_anonymous_days int not null default 395 check (keep_anonymous_days between 30 and 3650),
  add column keep_audit_days int not null default 730 check (keep_audit_days between 365 and 3650),
  add column keep_uninstalled_days int not null default 30 check (keep_uninstalled_days between 3 and 365),
  add column retention_due_at timestamptz not null default now();
create index shop_retention_due on shop (retention_due_at);

-- Rows come in about the order of these times, so that a few pages of index lead to what is old.
create index event_age on event using brin (at);
create index decision_age on decision using brin (at);
create index effect_age on effect using brin (created_at);
create index message_age on message using brin (sent_at);
create index banner_age on banner using brin (created_at);
create index journey_run_age on journey_run using brin (entered_at);
create index audit_age on audit using brin (at);

-- The first moment of what a shop keeps that keeps so many days: whole months, so that for most shops a partition that
-- is dropped leaves nothing to delete.
create function kept_since(today date, days int) returns timestamptz
  language sql immutable parallel safe
  as $$ select (date_trunc('month', (today - days)::timestamp)) at time zone 'UTC' $$;

-- Drops the monthly partitions of events and decisions that no shop keeps any more, one at a time. Runs with its
-- owner's rights because only the owner may. A partition that is being read is left for the next time, because whoever
-- waits to drop it holds up everything that comes after.
create function drop_old_partitions(today date) returns int
  language plpgsql security definer set search_path = public, pg_temp set lock_timeout = '500ms'
  as $$
declare
  parent text;
  kept timestamptz;
  old regclass;
  dropped int := 0;
begin
  foreach parent in array array['event', 'decision'] loop
    select kept_since(least(today, current_date),
        max(case parent when 'event' then keep_events_days else keep_decisions_days end))
      into kept from shop;
    continue when kept is null;
    for old in
      select inhrelid::regclass from pg_inherits
      where inhparent = parent::regclass
        and inhrelid::regclass::text ~ ('^' || parent || '_[0-9]{6}$')
        and (to_date(right(inhrelid::regclass::text, 6), 'YYYYMM') + interval '1 month') at time zone 'UTC' <= kept
    loop
      begin
        execute format('drop table %s', old);
        dropped := dropped + 1;
      exception when lock_not_available then
        null;
      end;
    end loop;
  end loop;
  return dropped;
end
$$;
revoke all on function drop_old_partitions(date) from public;
grant execute on function drop_old_partitions(date) to tendril_app;
