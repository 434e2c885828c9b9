-- Figures of a shop that pages show, each the sum of its row here and of its rows in roll_up_change. Whoever changes
-- what is counted adds a row there in the same transaction: two that do so at once never wait for each other. The end
-- of a batch adds them up in here.
create table roll_up (
  shop_id uuid not null references shop (id) on delete cascade,
  figure text not null,
  -- The hour that what is counted belongs to; 1970 where it belongs to none.
  hour timestamptz not null,
  key text not null,
  detail text not null,
  count bigint not null,
  primary key (shop_id, figure, hour, key, detail)
) with (fillfactor = 70);
select protect_tenant('roll_up');

-- Without a foreign key: what leaves with a shop is counted as well.
create table roll_up_change (
  shop_id uuid not null,
  id bigint generated always as identity,
  figure text not null,
  hour timestamptz not null,
  key text not null,
  detail text not null,
  count bigint not null,
  primary key (shop_id, id)
);
select protect_tenant('roll_up_change');

-- Counts that rows of a table changed, so that pages that show them look again. The argument is the table's name,
-- because a partition has another one.
create function note_change() returns trigger
  language plpgsql
  as $$
begin
  insert into roll_up_change (shop_id, figure, hour, key, detail, count)
  select shop_id, 'changes', 'epoch', tg_argv[0], '', 1
    from (select distinct shop_id from changed) as changed
   where exists (select from shop where shop.id = changed.shop_id);
  return null;
end
$$;

create function note_changes_of(target regclass) returns void
  language plpgsql
  as $$
begin
  execute format('create trigger note_inserted after insert on %s referencing new table as changed
    for each statement execute function note_change(%L)', target, target);
  execute format('create trigger note_updated after update on %s referencing new table as changed
    for each statement execute function note_change(%L)', target, target);
  execute format('create trigger note_deleted after delete on %s referencing old table as changed
    for each statement execute function note_change(%L)', target, target);
end
$$;

select note_changes_of(t::regclass) from unnest(array[
  'application', 'assessment', 'banner', 'cart', 'compliance_duty', 'decision', 'effect', 'event', 'import_run',
  'job_attempt', 'journey_run', 'learning', 'membership', 'message', 'move_in', 'possible_duplicate',
  'prediction_run', 'product', 'profile', 'profile_problem', 'purchase', 'quarantine', 'score_model',
  'segment', 'segment_export', 'segment_tag', 'setting', 'shopify_segment']) as t;
