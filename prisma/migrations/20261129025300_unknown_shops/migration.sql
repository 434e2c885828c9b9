-- The planner keeps nothing about which shops there are. What it knew came from the shops of the last look: it took any
-- other for a shop of one row, and joined the tables of a large new shop by reading one of them whole for each row of the
-- other (2,000 runs and 2,500 people: 5 million rows). Without it a shop is taken for one in 200, whichever it is.
create function forget_shops(target regclass) returns void
  language plpgsql
  as $$
declare
  own name;
begin
  execute format('alter table %s alter column shop_id set statistics 0', target);
  select relname into own from pg_class where oid = target;
  -- PostgreSQL 18 and later; before, what it knew stays until the table is made again.
  if exists (select from pg_proc where proname = 'pg_clear_attribute_stats') then
    perform pg_clear_attribute_stats('public', own, 'shop_id', whole)
       from (values (false), (true)) as parts (whole);
  end if;
end
$$;

create or replace function protect_tenant(target regclass) returns void
  language plpgsql
  as $$
begin
  execute format('alter table %s enable row level security', target);
  execute format('alter table %s force row level security', target);
  execute format(
    'create policy one_shop on %s using (shop_id = current_shop()) with check (shop_id = current_shop())',
    target);
  execute format('grant select, insert, update, delete on %s to tendril_app', target);
  perform forget_shops(target);
end
$$;

do $$
declare
  known regclass;
begin
  for known in
    select c.oid::regclass from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'shop_id'
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') loop
    perform forget_shops(known);
  end loop;
end
$$;
