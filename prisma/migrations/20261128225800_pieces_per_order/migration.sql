-- What buys like a business shows in pieces of an order and of a line, without a company name.
alter table profile_fact add column pieces_per_order float8, add column pieces_per_line float8;

-- Profiles know how many lines were bought from now on. What was bought before is counted from the orders kept, and
-- whoever ordered is assessed again: what orders say of a score changed too.
do $$
declare
  one uuid;
begin
  for one in select id from shop loop
    perform set_config('app.shop', one::text, true);
    update profile
       set state = jsonb_set(state::jsonb, '{orders,lines}', to_jsonb(bought.lines))::json,
           next_change_at = to_timestamp(0)
      from (select profile_id, sum(json_array_length(snapshot -> 'lines')) as lines
              from purchase
             where shop_id = one and cancelled_at is null and json_typeof(snapshot -> 'lines') = 'array'
             group by profile_id) as bought
     where profile.shop_id = one and profile.id = bought.profile_id;
  end loop;
  perform set_config('app.shop', '', true);
end $$;
