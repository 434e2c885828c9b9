-- Days of a shop begin and end in its own zone. days_zone is the zone by which its days were counted and its segments
-- read the calendar; where it is another than time_zone they are built again. days_due_at is when the next day ends.
alter table shop add column days_zone text, add column days_due_at timestamptz;

-- Until now days of the calendar were of UTC. Shops whose segments ask about them have these built again.
do $$
declare
  one uuid;
begin
  for one in select id from shop loop
    perform set_config('app.shop', one::text, true);
    update shop set days_zone = case
        when exists (select from segment_version
                      where shop_id = one and predicate::text ~ '"is"\s*:\s*"(since|until|from_to)"') then 'UTC'
        else time_zone end
     where id = one;
  end loop;
  perform set_config('app.shop', '', true);
end $$;
