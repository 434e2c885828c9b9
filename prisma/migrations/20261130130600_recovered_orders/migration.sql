-- What followed the messages of journeys is kept as figures too, by journey and step (docs/decisions/0078): banners seen and
-- clicked, and the orders placed within five days after a click, with what was paid for them.

-- A banner says itself which journey it is of, and when it was clicked first: runs leave before their banners do, and what
-- an event says in JSON cannot be looked up by an index under row-level security.
alter table banner
  add column journey_key text,
  add column clicked_at timestamptz;

do $$
declare
  one uuid;
begin
  -- Shop by shop: row-level security binds whoever migrates as well.
  for one in select id from shop loop
    perform set_config('app.shop', one::text, true);
    update banner set journey_key = run.journey_key
      from journey_run run where banner.shop_id = one and run.shop_id = one and run.id = banner.run_id;
    update banner set clicked_at = click.at
      from (select (props ->> 'bannerId')::uuid as id, min(at) as at from event
             where shop_id = one and kind = 'banner.clicked' group by 1) as click
     where banner.shop_id = one and banner.id = click.id;
  end loop;
  perform set_config('app.shop', '', true);
end
$$;

-- The last click of a person before an order.
-- Migrations run before the processes start (docs/guide/connect-a-store.md).
-- squawk-ignore require-concurrent-index-creation
create index message_person_clicked on message (shop_id, profile_id, clicked_at) where clicked_at is not null;
-- squawk-ignore require-concurrent-index-creation
create index banner_person_clicked on banner (shop_id, profile_id, clicked_at) where clicked_at is not null;
-- Who was held out of a journey and who was not, to compare both.
-- squawk-ignore require-concurrent-index-creation
create index decision_holdout on decision (shop_id, journey_key, at) where outcome in ('held_out', 'not_held_out');

select count_figures_of('banner', $figures$
  select shop_id, figure, hour, journey_key as key, split_part(effect_key, ':', 2) as detail from $rows as banner,
    lateral (values ('banners.seen', date_trunc('hour', seen_at, 'UTC')),
      ('banners.clicked', date_trunc('hour', clicked_at, 'UTC'))) as found (figure, hour)
   where journey_key is not null and hour is not null
$figures$);

-- Orders that followed a click, each with the step whose message was clicked last before it. A row that changed does not say
-- whether it counts; so what counts is kept here. `id` is made of the order's, so that this stands with the order alone.
create table recovered_order (
  shop_id uuid not null references shop (id) on delete cascade,
  id uuid not null,
  hour timestamptz not null,
  journey_key text not null,
  step_id text not null,
  currency text not null,
  total_minor bigint not null,
  primary key (shop_id, id)
) with (fillfactor = 70);
select protect_tenant('recovered_order');

-- By the hour that the order was placed in; money of different currencies is never added up.
select sum_figures_of('recovered_order', $figures$
  select shop_id, figure, hour, journey_key as key, step_id || ':' || currency as detail, amount
    from $rows as recovered_order,
    lateral (values ('orders', 1::bigint), ('orders.value', total_minor)) as found (figure, amount)
$figures$);

-- Of these orders those that followed a click. The last click counts; of several at once the first by name.
create function recovered_orders(shop uuid, orders text[])
  returns table (id uuid, hour timestamptz, journey_key text, step_id text, currency text, total_minor bigint)
  language sql stable as $$
    select md5(bought.order_id)::uuid, date_trunc('hour', bought.placed_at, 'UTC'), click.journey_key,
           split_part(click.effect_key, ':', 2), coalesce(bought.currency, ''),
           greatest(bought.total_minor - bought.refunded_minor, 0)
      from purchase bought
      cross join lateral (
        select * from (
          (select message.journey_key, effect_key, clicked_at from message
            where shop_id = shop and profile_id = bought.profile_id and message.journey_key is not null
              and clicked_at <= bought.placed_at and clicked_at > bought.placed_at - interval '5 days'
            order by clicked_at desc, message.journey_key, effect_key limit 1)
          union all
          (select banner.journey_key, effect_key, clicked_at from banner
            where shop_id = shop and profile_id = bought.profile_id and banner.journey_key is not null
              and clicked_at <= bought.placed_at and clicked_at > bought.placed_at - interval '5 days'
            order by clicked_at desc, banner.journey_key, effect_key limit 1)) as clicks
         order by clicked_at desc, journey_key, effect_key limit 1) as click
     where bought.shop_id = shop and bought.order_id = any(orders)
       and bought.placed_at is not null and bought.cancelled_at is null
  $$;

-- What orders count as is found again for those that a statement touched; what stays as it is, is not written. In the order
-- of their ids, so that two who write the same ones wait in turn.
create function keep_recovered_orders(shop uuid, orders text[]) returns void
  language plpgsql
  as $$
begin
  with newest as materialized (select * from recovered_orders(shop, orders)),
  gone as (
    delete from recovered_order
     where shop_id = shop and id = any(array(
       select md5(touched)::uuid from unnest(orders) as touched except select id from newest)))
  insert into recovered_order as known (shop_id, id, hour, journey_key, step_id, currency, total_minor)
  select shop, * from newest order by id
  on conflict (shop_id, id) do update
     set hour = excluded.hour, journey_key = excluded.journey_key, step_id = excluded.step_id,
         currency = excluded.currency, total_minor = excluded.total_minor
   where (known.hour, known.journey_key, known.step_id, known.currency, known.total_minor)
     is distinct from (excluded.hour, excluded.journey_key, excluded.step_id, excluded.currency, excluded.total_minor);
end
$$;

create function keep_recovered_purchases() returns trigger
  language plpgsql
  as $$
begin
  perform keep_recovered_orders(shop_id, array_agg(order_id)) from changed
    where exists (select from shop where shop.id = changed.shop_id) group by shop_id;
  return null;
end
$$;
create trigger keep_recovered_inserted after insert on purchase referencing new table as changed
  for each statement execute function keep_recovered_purchases();
create trigger keep_recovered_updated after update on purchase referencing new table as changed
  for each statement execute function keep_recovered_purchases();
create trigger keep_recovered_deleted after delete on purchase referencing old table as changed
  for each statement execute function keep_recovered_purchases();

-- A click that is added, moved to another person or taken away: the orders of its person that it could count for.
create function keep_recovered_clicks() returns trigger
  language plpgsql
  as $$
begin
  perform keep_recovered_orders(shop_id, array_agg(order_id)) from (
    select distinct bought.shop_id, bought.order_id from changed
      join purchase bought on bought.shop_id = changed.shop_id and bought.profile_id = changed.profile_id
       and bought.placed_at >= changed.clicked_at and bought.placed_at < changed.clicked_at + interval '5 days'
     where changed.clicked_at is not null) as touched
   where exists (select from shop where shop.id = touched.shop_id) group by shop_id;
  return null;
end
$$;

create function keep_recovered_clicks_updated() returns trigger
  language plpgsql
  as $$
begin
  perform keep_recovered_orders(shop_id, array_agg(order_id)) from (
    select distinct bought.shop_id, bought.order_id
      from (select shop_id, profile_id, journey_key, effect_key, clicked_at from (
              select shop_id, profile_id, journey_key, effect_key, clicked_at from changed
              union all select shop_id, profile_id, journey_key, effect_key, clicked_at from known) as both_states
             where clicked_at is not null
             -- What is the same before and after is there twice.
             group by shop_id, profile_id, journey_key, effect_key, clicked_at having count(*) = 1) as click
      join purchase bought on bought.shop_id = click.shop_id and bought.profile_id = click.profile_id
       and bought.placed_at >= click.clicked_at and bought.placed_at < click.clicked_at + interval '5 days') as touched
   where exists (select from shop where shop.id = touched.shop_id) group by shop_id;
  return null;
end
$$;

create function keep_recovered_clicks_of(target regclass) returns void
  language plpgsql
  as $$
begin
  execute format('create trigger keep_recovered_inserted after insert on %s referencing new table as changed
    for each statement execute function keep_recovered_clicks()', target);
  execute format('create trigger keep_recovered_updated after update on %s referencing new table as changed
    old table as known for each statement execute function keep_recovered_clicks_updated()', target);
  execute format('create trigger keep_recovered_deleted after delete on %s referencing old table as changed
    for each statement execute function keep_recovered_clicks()', target);
end
$$;
select keep_recovered_clicks_of(t::regclass) from unnest(array['message', 'banner']) as t;

-- The same of all orders of a shop, for the daily count.
create function figures_of_purchase(shop uuid)
  returns table (figure text, hour timestamptz, key text, detail text, count bigint) language sql stable as $$
    select figure, hour, journey_key, step_id || ':' || currency, sum(amount)::bigint
      from recovered_orders(shop, array(select order_id from purchase where shop_id = shop)) as recovered,
      lateral (values ('orders', 1::bigint), ('orders.value', total_minor)) as found (figure, amount)
     group by figure, hour, journey_key, step_id, currency
  $$;

create or replace function figures_of(shop uuid)
  returns table (figure text, hour timestamptz, key text, detail text, count bigint) language sql stable as $$
    select * from figures_of_profile(shop) union all select * from figures_of_membership(shop)
    union all select * from figures_of_journey_run(shop) union all select * from figures_of_effect(shop)
    union all select * from figures_of_message(shop) union all select * from figures_of_cart(shop)
    union all select * from figures_of_profile_fact(shop) union all select * from figures_of_customer_tag(shop)
    union all select * from figures_of_banner(shop) union all select * from figures_of_purchase(shop)
  $$;

do $$
declare
  one uuid;
begin
  for one in select id from shop loop
    perform set_config('app.shop', one::text, true);
    -- The triggers count what is kept here.
    perform keep_recovered_orders(one, array(
      select distinct bought.order_id from purchase bought
        join (select profile_id, clicked_at from message where shop_id = one and clicked_at is not null
              union all
              select profile_id, clicked_at from banner where shop_id = one and clicked_at is not null) as click
          on click.profile_id = bought.profile_id and bought.placed_at >= click.clicked_at
         and bought.placed_at < click.clicked_at + interval '5 days'
       where bought.shop_id = one));
    insert into roll_up (shop_id, figure, hour, key, detail, count)
    select one, figure, hour, key, detail, count from figures_of_banner(one);
  end loop;
  perform set_config('app.shop', '', true);
end
$$;
