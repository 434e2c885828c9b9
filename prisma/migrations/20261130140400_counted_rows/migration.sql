-- The daily count of open carts and of orders that followed a click counts the rows that the figures are sums of, which the
-- job compares with carts and orders beforehand, some at a time. It counted carts and orders afresh before: a row that was
-- wrong stayed so, and its next change was counted on top of a figure that was right already.
create or replace function figures_of_cart(shop uuid)
  returns table (figure text, hour timestamptz, key text, detail text, count bigint) language sql stable as $$
    select * from figures_of_open_cart(shop)
  $$;

create or replace function figures_of_purchase(shop uuid)
  returns table (figure text, hour timestamptz, key text, detail text, count bigint) language sql stable as $$
    select * from figures_of_recovered_order(shop)
  $$;

-- Each order is looked up by itself: by `any` the planner reads all orders of a shop for those that are asked for
-- (docs/decisions/0045).
create or replace function recovered_orders(shop uuid, orders text[])
  returns table (id uuid, hour timestamptz, journey_key text, step_id text, currency text, total_minor bigint)
  language sql stable as $$
    select md5(bought.order_id)::uuid, date_trunc('hour', bought.placed_at, 'UTC'), click.journey_key,
           split_part(click.effect_key, ':', 2), coalesce(bought.currency, ''),
           greatest(bought.total_minor - bought.refunded_minor, 0)
      from (select distinct unnest(orders) as order_id) as asked
      cross join lateral (
        select * from purchase
         where shop_id = shop and order_id = asked.order_id and placed_at is not null and cancelled_at is null
         limit 1) as bought
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
  $$;
