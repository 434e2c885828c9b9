-- Shops are looked at at moments of their own within a quarter of an hour, not all at the moment of the deployment.
update shop set watch_due_at = now()
  + make_interval(secs => 900 * (('x' || substr(md5(id::text), 1, 7))::bit(28)::int / 268435456.0));

-- A cause that several journeys have in common is one stop of the shop; several such causes may go on at once.
drop index journey_stop_open;
-- Migrations run before the processes start (docs/guide/connect-a-store.md), and stops are few.
-- squawk-ignore require-concurrent-index-creation
create unique index journey_stop_open on journey_stop (
  shop_id, journey_key, measure, (case when journey_key = '' then cause || ':' || detail else '' end)
) where resolved_at is null;

-- What the rules of a watch are made of has changed. It is learned again, from the eight weeks before, at the next look.
do $$
declare
  one uuid;
begin
  for one in select id from shop loop
    perform set_config('app.shop', one::text, true);
    delete from journey_watch where shop_id = one;
  end loop;
  perform set_config('app.shop', '', true);
end
$$;
