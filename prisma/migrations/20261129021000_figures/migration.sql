-- Figures that pages show, kept as sums of changes (see the migration of roll_up). What a table is counted by is said
-- once, as a query over $rows: (shop_id, figure, hour, key, detail), a row for each one that counts. Made of it are
-- the triggers that count what a statement changed, and the count of all that there is.
create function count_figures_of(target text, figures text) returns void
  language plpgsql
  as $$
declare
  op text;
  added constant text := 'select *, 1 as one from (' || replace(figures, '$rows', 'added') || ') as more';
  removed constant text := 'select *, -1 as one from (' || replace(figures, '$rows', 'removed') || ') as less';
  changed text;
  rows text;
begin
  execute format('create or replace function figures_of_%s(shop uuid)
    returns table (figure text, hour timestamptz, key text, detail text, count bigint) language sql stable as $count$
      select figure, hour, key, detail, count(*) from (%s) as found group by figure, hour, key, detail
    $count$', target, replace(figures, '$rows', format('(select * from %s where shop_id = shop)', target)));
  foreach op in array array['insert', 'update', 'delete'] loop
    changed := case op when 'insert' then added when 'delete' then removed
      else added || ' union all ' || removed end;
    rows := case op when 'insert' then 'new table as added' when 'delete' then 'old table as removed'
      else 'new table as added old table as removed' end;
    execute format('create or replace function count_%s_%s() returns trigger language plpgsql as $count$
      begin
        insert into roll_up_change (shop_id, figure, hour, key, detail, count)
        select * from (
          select shop_id, figure, hour, key, detail, sum(one) from (%s) as changed
           group by shop_id, figure, hour, key, detail having sum(one) <> 0) as sums
         where exists (select from shop where shop.id = sums.shop_id);
        return null;
      end
      $count$', target, op, changed);
    execute format('create or replace trigger count_%s after %s on %s referencing %s
      for each statement execute function count_%s_%s()', op, op, target, rows, target, op);
  end loop;
end
$$;

-- People, and the hour they were first seen. An anonymous order is no person, see profiles/nameless.
select count_figures_of('profile', $figures$
  select shop_id, figure, hour, '' as key, '' as detail from $rows as profile,
    lateral (values ('people', timestamptz 'epoch'),
      ('people.new', date_trunc('hour', first_seen_at, 'UTC'))) as found (figure, hour)
   where coalesce(customer_id, '') <> '' or coalesce(email, '') <> '' or coalesce(phone, '') <> '' or orders <= 0
$figures$);

-- Who is in which segment now.
select count_figures_of('membership', $figures$
  select shop_id, 'members' as figure, timestamptz 'epoch' as hour, segment_key as key, '' as detail
    from $rows as membership where left_at is null
$figures$);

-- Runs of journeys: those under way, and by hour those that began and ended.
select count_figures_of('journey_run', $figures$
  select shop_id, figure, hour, journey_key as key, detail from $rows as journey_run,
    lateral (values ('runs.entered', date_trunc('hour', entered_at, 'UTC'), ''),
      (case when state = 'active' then 'runs.active' end, timestamptz 'epoch', ''),
      (case when state in ('completed', 'exited') then 'runs.' || state end, date_trunc('hour', ended_at, 'UTC'),
       case when state = 'exited' then coalesce(end_reason, 'unknown') else '' end)) as found (figure, hour, detail)
   where figure is not null and hour is not null
$figures$);

-- Emails by what became of them and the hour they were asked for, and those that a rule held back, by journey.
select count_figures_of('effect', $figures$
  select shop_id, figure, hour, found.key, detail from $rows as effect,
    lateral (values
      ('mails', date_trunc('hour', created_at, 'UTC'), state,
       case when state = 'skipped' then coalesce(reason, 'unknown') else '' end),
      (case when state = 'skipped' then 'mails.skipped' end, date_trunc('hour', settled_at, 'UTC'),
       case when state = 'skipped' then payload ->> 'journeyKey' end, '')) as found (figure, hour, key, detail)
   where kind = 'email' and figure is not null and hour is not null and found.key is not null
$figures$);

-- Emails that were sent and clicked, by journey.
select count_figures_of('message', $figures$
  select shop_id, figure, hour, journey_key as key, '' as detail from $rows as message,
    lateral (values ('mails.sent', date_trunc('hour', sent_at, 'UTC')),
      ('mails.clicked', date_trunc('hour', clicked_at, 'UTC'))) as found (figure, hour)
   where journey_key is not null and hour is not null
$figures$);

-- All figures of a shop, counted.
create function figures_of(shop uuid)
  returns table (figure text, hour timestamptz, key text, detail text, count bigint) language sql stable as $$
    select * from figures_of_profile(shop) union all select * from figures_of_membership(shop)
    union all select * from figures_of_journey_run(shop) union all select * from figures_of_effect(shop)
    union all select * from figures_of_message(shop)
  $$;

do $$
declare
  one uuid;
begin
  -- Shop by shop: row-level security binds whoever migrates as well.
  for one in select id from shop loop
    perform set_config('app.shop', one::text, true);
    insert into roll_up (shop_id, figure, hour, key, detail, count)
    select one, figure, hour, key, detail, count from figures_of(one);
  end loop;
  perform set_config('app.shop', '', true);
end
$$;
