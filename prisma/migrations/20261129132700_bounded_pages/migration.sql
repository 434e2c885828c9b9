-- What Home, data quality and the destinations of a segment counted row by row is kept as sums of changes too (decision
-- 0047), and the members of a segment are kept in the order in which they joined.

-- As `count_figures_of`, for a query whose rows weigh what their column `amount` says, such as money.
create function sum_figures_of(target text, figures text) returns void
  language plpgsql
  as $$
declare
  op text;
  added constant text := 'select * from (' || replace(figures, '$rows', 'added') || ') as more';
  removed constant text := 'select shop_id, figure, hour, key, detail, -amount from ('
    || replace(figures, '$rows', 'removed') || ') as less';
  changed text;
  rows text;
begin
  execute format('create or replace function figures_of_%s(shop uuid)
    returns table (figure text, hour timestamptz, key text, detail text, count bigint) language sql stable as $count$
      select figure, hour, key, detail, sum(amount)::bigint from (%s) as found group by figure, hour, key, detail
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
          select shop_id, figure, hour, key, detail, sum(amount)
            from (%s) as changed (shop_id, figure, hour, key, detail, amount)
           group by shop_id, figure, hour, key, detail having sum(amount) <> 0) as sums
         where exists (select from shop where shop.id = sums.shop_id);
        return null;
      end
      $count$', target, op, changed);
    execute format('create or replace trigger count_%s after %s on %s referencing %s
      for each statement execute function count_%s_%s()', op, op, target, rows, target, op);
  end loop;
end
$$;

create or replace function count_figures_of(target text, figures text) returns void
  language sql
  as $$
    select sum_figures_of(target,
      'select shop_id, figure, hour, key, detail, 1::bigint as amount from (' || figures || ') as counted')
  $$;

-- Carts that are open, each once: a cart and the checkout made from it are one, which the newer of them stands for. A
-- row that changed does not say whether it counts; so what counts is kept here. `id` is made of what the cart is open as,
-- so that the token stands in the cart alone.
create table open_cart (
  shop_id uuid not null references shop (id) on delete cascade,
  id uuid not null,
  hour timestamptz not null,
  currency text not null,
  total_minor bigint not null,
  primary key (shop_id, id)
) with (fillfactor = 70);
select protect_tenant('open_cart');

drop index cart_open;
create index cart_open on cart (shop_id, open_as)
  where order_id is null and quantity > 0 and open_as is not null;

-- Counts each open cart by the hour that it was changed in and its currency, and what is in it.
select sum_figures_of('open_cart', $figures$
  select shop_id, figure, hour, currency as key, '' as detail, amount
    from $rows as open_cart, lateral (values ('carts', 1::bigint), ('carts.value', total_minor)) as found (figure, amount)
$figures$);

-- What carts count as is found again for those that a statement touched; what stays as it is, is not written. In the
-- order of their ids, so that two who write the same ones wait in turn.
create function keep_open_carts(shop uuid, tokens text[]) returns void
  language plpgsql
  as $$
begin
  with touched as materialized (
    select distinct token, md5(token)::uuid as id from unnest(tokens) as token where token is not null),
  newest as materialized (
    select touched.id, cart.hour, cart.currency, cart.total_minor
      from touched cross join lateral (
        select date_trunc('hour', updated_at, 'UTC') as hour, coalesce(currency, '') as currency, total_minor from cart
         where shop_id = shop and open_as = touched.token and order_id is null and quantity > 0
           and updated_at is not null
         order by updated_at desc, kind desc limit 1) as cart),
  gone as (
    delete from open_cart
     where shop_id = shop and id = any(array(
       select id from touched where not exists (select from newest where newest.id = touched.id))))
  insert into open_cart as known (shop_id, id, hour, currency, total_minor)
  select shop, id, hour, currency, total_minor from newest order by id
  on conflict (shop_id, id) do update
     set hour = excluded.hour, currency = excluded.currency, total_minor = excluded.total_minor
   where (known.hour, known.currency, known.total_minor)
     is distinct from (excluded.hour, excluded.currency, excluded.total_minor);
end
$$;

create function keep_open_carts_changed() returns trigger
  language plpgsql
  as $$
begin
  perform keep_open_carts(shop_id, array_agg(open_as)) from changed
    where exists (select from shop where shop.id = changed.shop_id) group by shop_id;
  return null;
end
$$;
create trigger keep_open_inserted after insert on cart referencing new table as changed
  for each statement execute function keep_open_carts_changed();
create trigger keep_open_deleted after delete on cart referencing old table as changed
  for each statement execute function keep_open_carts_changed();

create function keep_open_carts_updated() returns trigger
  language plpgsql
  as $$
begin
  perform keep_open_carts(shop_id, array_agg(open_as))
    from (select shop_id, open_as from changed union all select shop_id, open_as from known) as both_states
   where exists (select from shop where shop.id = both_states.shop_id) group by shop_id;
  return null;
end
$$;
create trigger keep_open_updated after update on cart referencing new table as changed old table as known
  for each statement execute function keep_open_carts_updated();

-- The same of all carts of a shop, for the daily count.
create function figures_of_cart(shop uuid)
  returns table (figure text, hour timestamptz, key text, detail text, count bigint) language sql stable as $$
    select figure, hour, key, '', sum(amount)::bigint from (
      select distinct on (open_as) date_trunc('hour', updated_at, 'UTC') as hour, coalesce(currency, '') as key,
             total_minor
        from cart where shop_id = shop and order_id is null and quantity > 0 and open_as is not null
         and updated_at is not null
       order by open_as, updated_at desc, kind desc) as newest,
      lateral (values ('carts', 1::bigint), ('carts.value', total_minor)) as found (figure, amount)
     group by figure, hour, key
  $$;

-- New people by the hour they were first seen, and what is not known of how they came.
select count_figures_of('profile_fact', $figures$
  select shop_id, 'arrivals' as figure, date_trunc('hour', to_timestamp(first_seen / 1000.0), 'UTC') as hour,
         case when first_source is null then 'none' when first_campaign is null then 'source' else 'campaign' end as key,
         '' as detail
    from $rows as profile_fact
$figures$);

-- Customers who have the tag of a segment from Tendril, by segment.
select count_figures_of('customer_tag', $figures$
  select shop_id, 'tags' as figure, timestamptz 'epoch' as hour, segment_key as key, '' as detail
    from $rows as customer_tag where confirmed
$figures$);

-- Emails as before, and changes of tags that Shopify is still to be told or refused, by segment.
select count_figures_of('effect', $figures$
  select shop_id, figure, hour, found.key, detail from $rows as effect,
    lateral (values
      (case when kind = 'email' then 'mails' end, date_trunc('hour', created_at, 'UTC'), state,
       case when state = 'skipped' then coalesce(reason, 'unknown') else '' end),
      (case when kind = 'email' and state = 'skipped' then 'mails.skipped' end, date_trunc('hour', settled_at, 'UTC'),
       payload ->> 'journeyKey', split_part(effect.key, ':', 2)),
      (case when kind = 'sync_tag' and state in ('ready', 'failed') then 'tags.' || state end, timestamptz 'epoch',
       payload ->> 'segmentKey', '')) as found (figure, hour, key, detail)
   where kind in ('email', 'sync_tag') and figure is not null and hour is not null and found.key is not null
$figures$);

create or replace function figures_of(shop uuid)
  returns table (figure text, hour timestamptz, key text, detail text, count bigint) language sql stable as $$
    select * from figures_of_profile(shop) union all select * from figures_of_membership(shop)
    union all select * from figures_of_journey_run(shop) union all select * from figures_of_effect(shop)
    union all select * from figures_of_message(shop) union all select * from figures_of_cart(shop)
    union all select * from figures_of_profile_fact(shop) union all select * from figures_of_customer_tag(shop)
  $$;

-- Members of a segment, those who joined last first.
create index membership_joined on membership (shop_id, segment_key, entered_at desc, profile_id) where left_at is null;

do $$
declare
  one uuid;
begin
  -- Shop by shop: row-level security binds whoever migrates as well.
  for one in select id from shop loop
    perform set_config('app.shop', one::text, true);
    perform keep_open_carts(one, array(select distinct open_as from cart where shop_id = one));
    insert into roll_up (shop_id, figure, hour, key, detail, count)
    select one, figure, hour, key, detail, count from (
      select * from figures_of_profile_fact(one) union all select * from figures_of_customer_tag(one)
      union all select * from figures_of_effect(one)) as counted
     where figure in ('arrivals', 'tags', 'tags.ready', 'tags.failed');
  end loop;
  perform set_config('app.shop', '', true);
end
$$;
