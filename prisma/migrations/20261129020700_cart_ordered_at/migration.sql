-- A cart may live on after an order was made from it: what is put in later is a new intention. So a cart remembers
-- when the newest order from it was placed, and a person's cart that was ordered is empty.
alter table cart add column ordered_at timestamptz;

do $$
declare
  one uuid;
begin
  for one in select id from shop loop
    perform set_config('app.shop', one::text, true);
    update cart set ordered_at = purchase.placed_at
      from purchase
     where cart.shop_id = one and cart.order_id is not null
       and purchase.shop_id = one and purchase.order_id = cart.order_id;
    update profile
       set state = jsonb_set(state::jsonb, '{orderedCarts}', ordered.carts)::json,
           next_change_at = to_timestamp(0)
      from (select profile_id, jsonb_agg(jsonb_build_array(key, at) order by at desc, key) as carts
              from (select profile_id, left(kind || ':' || token, 48) as key,
                           floor(extract(epoch from ordered_at) * 1000)::bigint as at,
                           row_number() over (partition by profile_id order by ordered_at desc, kind, token) as place
                      from cart where shop_id = one and ordered_at is not null) as each
             where place <= 6 group by profile_id) as ordered
     where profile.shop_id = one and profile.id = ordered.profile_id;
    update profile_fact set cart_value = 0, cart_quantity = 0
      from profile, cart
     where profile_fact.shop_id = one and profile.shop_id = one and profile.id = profile_fact.profile_id
       and cart.shop_id = one and cart.kind = 'cart' and cart.profile_id = profile.id
       and cart.token = profile.state #>> '{cart,token}'
       and cart.ordered_at >= to_timestamp((profile.state #>> '{cart,at}')::float8 / 1000);
  end loop;
  perform set_config('app.shop', '', true);
end $$;
