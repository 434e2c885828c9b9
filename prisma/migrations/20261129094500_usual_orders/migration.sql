-- What somebody usually orders is known from their newest orders, not from an average that one odd order bends.
alter table profile_fact add column usual_pieces float8, add column usual_pieces_of_article float8;

-- Profiles keep how much their newest 20 orders took from now on; of before it is read from the orders kept. Whoever
-- ordered is assessed again, so that the tier of those who buy like traders has its members.
do $$
declare
  one uuid;
begin
  for one in select id from shop loop
    perform set_config('app.shop', one::text, true);
    update profile
       set state = jsonb_set(state::jsonb, '{orders,newest}', taken.newest)::json,
           next_change_at = to_timestamp(0)
      from (select profile_id,
                   jsonb_agg(jsonb_build_array(right(order_id, 6), at, pieces, lines) order by place) as newest
              from (select purchase.profile_id, order_id,
                           floor(extract(epoch from placed_at))::bigint as at,
                           case when cancelled_at is null then size.pieces else 0 end as pieces,
                           case when cancelled_at is null then size.lines else 0 end as lines,
                           row_number() over (partition by purchase.profile_id
                             order by floor(extract(epoch from placed_at)) desc, right(order_id, 6) collate "C" desc) as place
                      from purchase
                     cross join lateral (
                       select coalesce((snapshot ->> 'pieces')::bigint, sum(held), 0) as pieces,
                              coalesce((snapshot ->> 'lineCount')::bigint, count(*)) as lines
                         from (select coalesce(line ->> 'current', line ->> 'quantity')::bigint as held
                                 from json_array_elements(snapshot -> 'lines') as line) as each
                        where held > 0) as size
                     where shop_id = one and placed_at is not null
                       and json_typeof(snapshot -> 'lines') = 'array') as each
             where place <= 20
             group by profile_id) as taken
     where profile.shop_id = one and profile.id = taken.profile_id;
  end loop;
  perform set_config('app.shop', '', true);
end $$;
