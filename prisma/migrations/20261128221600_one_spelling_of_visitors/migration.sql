-- Browsers are known under one spelling from now on. Where two spellings stand beside each other they are two people's,
-- or one's who was not recognised: which, nobody can say now, so these stay.
do $$
declare
  one uuid;
begin
  for one in select id from shop loop
    perform set_config('app.shop', one::text, true);
    update identity set value = lower(value)
     where shop_id = one and kind = 'visitor' and value <> lower(value)
       and lower(value) in (
         select lower(value) from identity where shop_id = one and kind = 'visitor'
          group by 1 having count(*) = 1);
  end loop;
  perform set_config('app.shop', '', true);
end
$$;
