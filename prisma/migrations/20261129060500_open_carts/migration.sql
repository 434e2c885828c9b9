-- What an open cart counts as: the cart that it began as, so that a checkout and its cart are one; null when it was
-- completed. A column, because to read it from the snapshots of two weeks takes most of a second.
alter table cart add column open_as text generated always as (
  case when not coalesce((snapshot ->> 'completed')::boolean, false) then coalesce(snapshot ->> 'cartToken', token) end
) stored;

drop index cart_open;
create index cart_open on cart (shop_id, updated_at desc) include (open_as, kind, total_minor, currency)
  where order_id is null and quantity > 0 and open_as is not null;
