-- The page of a journey reads what it counts: runs and emails by their step are figures as well. An email's key names its
-- step, `<run>:<step>:<visit>`.
drop index journey_run_step;
create index journey_run_entered on journey_run (shop_id, journey_key, entered_at);

-- Runs: those under way by step and those that failed, by the hour those that began and ended; and by the hour of
-- their beginning where they are: step, number of steps, state and the reason of the end.
select count_figures_of('journey_run', $figures$
  select shop_id, figure, hour, journey_key as key, detail from $rows as journey_run,
    lateral (values ('runs.entered', date_trunc('hour', entered_at, 'UTC'), ''),
      ('runs.places', date_trunc('hour', entered_at, 'UTC'), concat_ws(':', step_id, visit, state, end_reason)),
      (case when state = 'active' then 'runs.active' end, timestamptz 'epoch', step_id),
      (case when state = 'failed' then 'runs.failed' end, timestamptz 'epoch', ''),
      (case when state in ('completed', 'exited') then 'runs.' || state end, date_trunc('hour', ended_at, 'UTC'),
       case when state = 'exited' then coalesce(end_reason, 'unknown') else '' end)) as found (figure, hour, detail)
   where figure is not null and hour is not null
$figures$);

select count_figures_of('effect', $figures$
  select shop_id, figure, hour, found.key, detail from $rows as effect,
    lateral (values
      ('mails', date_trunc('hour', created_at, 'UTC'), state,
       case when state = 'skipped' then coalesce(reason, 'unknown') else '' end),
      (case when state = 'skipped' then 'mails.skipped' end, date_trunc('hour', settled_at, 'UTC'),
       payload ->> 'journeyKey', split_part(effect.key, ':', 2))) as found (figure, hour, key, detail)
   where kind = 'email' and figure is not null and hour is not null and found.key is not null
$figures$);

select count_figures_of('message', $figures$
  select shop_id, figure, hour, journey_key as key, split_part(effect_key, ':', 2) as detail from $rows as message,
    lateral (values ('mails.sent', date_trunc('hour', sent_at, 'UTC')),
      ('mails.clicked', date_trunc('hour', clicked_at, 'UTC'))) as found (figure, hour)
   where journey_key is not null and hour is not null
$figures$);

do $$
declare
  one uuid;
begin
  -- Shop by shop: row-level security binds whoever migrates as well.
  for one in select id from shop loop
    perform set_config('app.shop', one::text, true);
    delete from roll_up where shop_id = one
      and figure in ('runs.active', 'mails.sent', 'mails.clicked', 'mails.skipped');
    delete from roll_up_change where shop_id = one
      and figure in ('runs.active', 'mails.sent', 'mails.clicked', 'mails.skipped');
    insert into roll_up (shop_id, figure, hour, key, detail, count)
    select one, figure, hour, key, detail, count from (
      select * from figures_of_journey_run(one) union all select * from figures_of_effect(one)
      union all select * from figures_of_message(one)) as counted
     where figure in ('runs.active', 'runs.failed', 'runs.places', 'mails.sent', 'mails.clicked', 'mails.skipped');
  end loop;
  perform set_config('app.shop', '', true);
end
$$;
