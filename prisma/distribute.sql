-- Distributes the tables of shops over the nodes of a Citus cluster (14 or newer, for PostgreSQL 18), for psql:
--
--   psql --set ON_ERROR_STOP=1 --file prisma/distribute.sql "$MIGRATE_DATABASE_URL"
--
-- Run it after `npm run migrate`, with web and worker stopped, on an empty or a full database; docs/guide/distribute.md
-- says what has to be there before and what does not work yet. What is distributed already is left as it is, so it can
-- be run again, and has to be after a migration that adds a table. Each table is distributed in a transaction of its own.

-- Row-level security is forced on the owner as well: a login that it binds would copy no row.
do $$
begin
  if not (select rolsuper or rolbypassrls from pg_roles where rolname = current_user) then
    raise exception 'Run this as a superuser: of tables with forced row-level security, % would copy nothing.', current_user;
  end if;
  if not exists (select from pg_extension where extname = 'citus') then
    raise exception 'Run `create extension citus` on all nodes and add the nodes to the coordinator first.';
  end if;
  if not exists (select from pg_dist_node where groupid = 0) then
    raise exception 'Run citus_set_coordinator_host first: tables that stay on the coordinator are joined with shop.';
  end if;
end
$$;

-- Triggers keep the sums of pages and the index of names. They write rows of the same shop only, which are on the same node.
set citus.enable_unsafe_triggers = on;
-- Else every table that references shop becomes a local table of Citus first, and an ordinary one again.
set citus.enable_local_reference_table_foreign_keys = off;

create temporary table placement (place int generated always as identity, name text, kind text, why text);

-- A table that others reference stands before them.
insert into placement (name, kind, why) values
  ('shop', 'reference', 'its domain and pixel key are unique among all shops, which no distributed table can check');

-- All by shop_id and beside each other: what a shop has is on one node, so its transactions are local to it.
insert into placement (name, kind) values
  ('profile', 'distributed'),
  ('move_in', 'distributed'),
  ('product', 'distributed'),
  ('segment', 'distributed'),
  ('definition', 'distributed'),
  ('shopify_segment', 'distributed'),
  ('account', 'distributed'),
  ('account_contact', 'distributed'),
  ('account_domain', 'distributed'),
  ('account_location', 'distributed'),
  ('address_consent', 'distributed'),
  ('address_feedback', 'distributed'),
  ('affinity', 'distributed'),
  ('api_key', 'distributed'),
  ('application', 'distributed'),
  ('assessment', 'distributed'),
  ('audit', 'distributed'),
  ('banner', 'distributed'),
  ('campaign', 'distributed'),
  ('cart', 'distributed'),
  ('collection', 'distributed'),
  ('collection_product', 'distributed'),
  ('compliance_duty', 'distributed'),
  ('consent', 'distributed'),
  ('consent_chain', 'distributed'),
  ('customer_tag', 'distributed'),
  ('decision', 'distributed'),
  ('definition_draft', 'distributed'),
  ('definition_version', 'distributed'),
  ('deleted_order', 'distributed'),
  ('delivery_seen', 'distributed'),
  ('dmarc_report', 'distributed'),
  ('domain_check', 'distributed'),
  ('effect', 'distributed'),
  ('erased_identifier', 'distributed'),
  ('feedback_source', 'distributed'),
  ('event', 'distributed'),
  ('held_click', 'distributed'),
  ('identity', 'distributed'),
  ('identity_claim', 'distributed'),
  ('import_run', 'distributed'),
  ('inbox', 'distributed'),
  ('job_attempt', 'distributed'),
  ('journey_move', 'distributed'),
  ('journey_stop', 'distributed'),
  ('journey_walk', 'distributed'),
  ('journey_watch', 'distributed'),
  ('journey_run', 'distributed'),
  ('lead', 'distributed'),
  ('learning', 'distributed'),
  ('membership', 'distributed'),
  ('message', 'distributed'),
  ('move_in_error', 'distributed'),
  ('move_in_seen', 'distributed'),
  ('move_in_slice', 'distributed'),
  ('odd_value', 'distributed'),
  ('offer_code', 'distributed'),
  ('code_use', 'distributed'),
  ('product_change', 'distributed'),
  ('offer_discount', 'distributed'),
  ('offer_month', 'distributed'),
  ('open_cart', 'distributed'),
  ('pending_visit', 'distributed'),
  ('possible_duplicate', 'distributed'),
  ('prediction', 'distributed'),
  ('prediction_model', 'distributed'),
  ('prediction_run', 'distributed'),
  ('product_rhythm', 'distributed'),
  ('profile_fact', 'distributed'),
  ('profile_join', 'distributed'),
  ('profile_part', 'distributed'),
  ('profile_problem', 'distributed'),
  ('profile_search', 'distributed'),
  ('purchase', 'distributed'),
  ('quarantine', 'distributed'),
  ('reader_preference', 'distributed'),
  ('reader_preference_change', 'distributed'),
  ('recovered_order', 'distributed'),
  ('replay', 'distributed'),
  ('replay_person', 'distributed'),
  ('roll_up', 'distributed'),
  ('roll_up_change', 'distributed'),
  ('sales_task', 'distributed'),
  ('score_model', 'distributed'),
  ('segment_day', 'distributed'),
  ('segment_export', 'distributed'),
  ('segment_tag', 'distributed'),
  ('segment_version', 'distributed'),
  ('sending_domain', 'distributed'),
  ('setting', 'distributed'),
  ('shopify_segment_member', 'distributed'),
  ('staff_member', 'distributed'),
  ('storefront_count', 'distributed'),
  ('suppression', 'distributed'),
  ('suppression_change', 'distributed'),
  ('topic_count', 'distributed'),
  ('variant', 'distributed'),
  ('webhook_secret', 'distributed');

insert into placement (name, kind, why) values
  ('Session', 'local', 'sessions of staff, read by their id before the shop is known; few'),
  ('_prisma_migrations', 'local', 'migrations run on the coordinator'),
  ('dropped_delivery', 'local', 'counts by domain what came for no shop'),
  ('heartbeat', 'local', 'one row a worker; workers take their jobs from the coordinator'),
  ('shop_erasure', 'local', 'outlives the shop it is about; a row an erasure');

select format('select create_reference_table(%L)', format('%I', name))
  from placement
 where kind = 'reference'
   and not exists (select from citus_tables where table_name = format('%I', name)::regclass)
 order by place
\gexec

-- The first begins the group, the others join it.
select format('select create_distributed_table(%L, %L, colocate_with => %L)', name, 'shop_id',
         case name when 'profile' then 'none' else 'profile' end)
  from placement
 where kind = 'distributed'
   and not exists (select from citus_tables where table_name = format('%I', name)::regclass)
 order by place
\gexec

-- For every session from now on: what a transaction sets is set on the nodes too, above all the shop that row-level
-- security asks for; and partitions that are added get the triggers of their table.
select format('alter database %I set %s = %s', current_database(), setting, value)
  from (values ('citus.propagate_set_commands', '''local'''), ('citus.enable_unsafe_triggers', 'on'))
    as wanted (setting, value)
\gexec

select name, kind, coalesce(why, 'beside the other rows of its shop') as why from placement order by place;
