-- Whether a signed delivery named a cart or checkout token together with the person it belongs to. What a browser
-- merely claims gives way to that.
alter table identity add column confirmed boolean not null default false;

-- How earlier tokens came to their people was not written down: what somebody with an address, a number, an order
-- or a customer has stays theirs.
do $$
declare
  one uuid;
begin
  for one in select id from shop loop
    perform set_config('app.shop', one::text, true);
    update identity set confirmed = true
     where shop_id = one and kind in ('cart', 'checkout') and exists (
       select from identity person where person.shop_id = one and person.profile_id = identity.profile_id
         and person.kind in ('customer', 'email', 'order', 'phone'));
  end loop;
  perform set_config('app.shop', '', true);
end
$$;
