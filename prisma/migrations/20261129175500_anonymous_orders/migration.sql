-- An anonymous order that was cancelled or deleted is no person either (see profiles/nameless). What is left of its
-- number of orders cannot say so: nor can a visitor have one.
alter table profile add column of_orders boolean not null default false;

-- People, and the hour they were first seen. Again, because what counts is said once.
select count_figures_of('profile', $figures$
  select shop_id, figure, hour, '' as key, '' as detail from $rows as profile,
    lateral (values ('people', timestamptz 'epoch'),
      ('people.new', date_trunc('hour', first_seen_at, 'UTC'))) as found (figure, hour)
   where coalesce(customer_id, '') <> '' or coalesce(email, '') <> '' or coalesce(phone, '') <> ''
      or (orders <= 0 and not of_orders)
$figures$);

do $$
declare
  one uuid;
  found uuid[];
begin
  -- Shop by shop: row-level security binds whoever migrates as well.
  for one in select id from shop loop
    perform set_config('app.shop', one::text, true);
    -- Those with orders that stand are no people as it is; they are marked when something is received of them.
    found := array(
      select id from profile
       where shop_id = one and orders <= 0 and coalesce(customer_id, '') = '' and coalesce(email, '') = ''
         and coalesce(phone, '') = ''
         and exists (select from identity where shop_id = one and profile_id = profile.id and kind = 'order')
         and ((state #>> '{orders,placed}')::int > 0
              or not exists (select from identity where shop_id = one and profile_id = profile.id and kind <> 'order')));
    -- Due at once, so that they leave their segments.
    update profile set of_orders = true, next_change_at = to_timestamp(0) where shop_id = one and id = any(found);
    delete from profile_fact where shop_id = one and profile_id = any(found);
    update shop set next_due_at = to_timestamp(0) where id = one and cardinality(found) > 0;
  end loop;
  perform set_config('app.shop', '', true);
end
$$;
