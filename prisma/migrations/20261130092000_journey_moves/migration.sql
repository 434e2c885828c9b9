-- Journeys that stand still: since when, and what their runs would have gone on with.
alter table definition add column paused_at timestamptz;
alter table journey_run add column held json;
-- Migrations run before the processes start (docs/guide/connect-a-store.md). The index is empty at first.
-- squawk-ignore require-concurrent-index-creation
create index journey_run_held on journey_run (shop_id, journey_key)
  where held is not null and wake_at is null and state = 'active';

-- People who move to a newer version of their journey, in batches.
create table journey_move (
  shop_id uuid not null references shop (id) on delete cascade,
  id uuid not null,
  journey_key text not null,
  -- The version that they move to.
  version int not null,
  -- Which step stands for which of the earlier versions, as it was chosen.
  mapping json not null,
  state text not null check (state in ('running', 'done', 'cancelled')),
  people_total int not null,
  people_moved int not null default 0,
  people_exited int not null default 0,
  started_by text not null,
  started_at timestamptz not null,
  finished_at timestamptz,
  primary key (shop_id, id)
);
select protect_tenant('journey_move');
create unique index journey_move_running on journey_move (shop_id, journey_key) where state = 'running';
create index journey_move_newest on journey_move (shop_id, journey_key, started_at desc);
select note_changes_of('journey_move');
