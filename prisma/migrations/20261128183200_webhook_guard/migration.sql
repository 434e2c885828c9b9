-- Shopify's own number of a shop, which some bodies name it by, and an uninstallation that was told and that
-- Shopify has not confirmed yet.
alter table shop add column shopify_number text, add column uninstall_told_at timestamptz;

-- Unusable deliveries that were not kept because the shop's quarantine was full.
alter table topic_count add column unkept bigint not null default 0;

-- Topics nobody reads share one counter: their names come from a header that is not signed.
-- Shop by shop, because row-level security hides every row from an owner who set no shop.
do $$
declare
  one uuid;
begin
  for one in select id from shop loop
    perform set_config('app.shop', one::text, true);
    with old as (
      delete from topic_count
       where shop_id = one and unknown > 0 and processed = 0 and quarantined = 0 and repeated = 0
      returning shop_id, hour, unknown
    )
    insert into topic_count (shop_id, topic, hour, unknown)
    select shop_id, 'unknown', hour, sum(unknown) from old group by shop_id, hour;
  end loop;
  perform set_config('app.shop', '', true);
end
$$;
