-- When the journeys of the shop are looked at next, whether one has stopped.
alter table shop add column watch_due_at timestamptz not null default now();
-- Migrations run before the processes start (docs/guide/connect-a-store.md), and shops are few.
-- squawk-ignore require-concurrent-index-creation
create index shop_watch on shop (watch_due_at);

-- What is watched, as it stood when it was looked at last: what is usual of it, and what happened since it happened last.
create table journey_watch (
  shop_id uuid not null references shop (id) on delete cascade,
  -- The journey; empty for what Shopify sends.
  journey_key text not null,
  measure text not null check (measure in ('entries', 'emails', 'deliveries')),
  -- What it is that starts the journey and whom it takes, as a code: what was usual before it changed is not any more.
  rules text not null,
  -- Nothing is expected from before, as while the journey was paused.
  since timestamptz not null,
  -- Nothing is learned from before; null where all that is known counts.
  learned_from timestamptz,
  last_at timestamptz,
  -- Of the chances since then: how many were missed, by outcome and reason.
  missed json not null default '{}',
  -- Deliveries by topic: how many in which hour, and when the last came.
  topics json,
  -- What is usual; null while too little is known.
  profile json,
  -- How lively it was before the present silence, 1 as usual.
  level double precision not null default 1,
  chances json not null default '{"taken": 0, "missed": 0}',
  profiled_at timestamptz,
  -- How long a stop takes until it is noticed, milliseconds; null while that is not known.
  notice_ms bigint,
  checked_at timestamptz not null,
  primary key (shop_id, journey_key, measure)
);
select protect_tenant('journey_watch');

-- The newest walk of the seed shopper through each live journey.
create table journey_walk (
  shop_id uuid not null references shop (id) on delete cascade,
  journey_key text not null,
  version int not null,
  walked_at timestamptz not null,
  -- Steps that it came to, and the first that failed, with why.
  steps int not null,
  problem json,
  primary key (shop_id, journey_key)
);
select protect_tenant('journey_walk');

-- Times at which something that is watched had stopped, and why.
create table journey_stop (
  shop_id uuid not null references shop (id) on delete cascade,
  id uuid not null,
  -- Empty for what Shopify sends.
  journey_key text not null,
  measure text not null check (measure in ('entries', 'emails', 'deliveries', 'walk')),
  -- When it happened last, and when it was noticed that it does not any more.
  since timestamptz not null,
  noticed_at timestamptz not null,
  cause text not null,
  detail text not null default '',
  resolved_at timestamptz,
  -- Not shown before then, or not at all any more.
  snoozed_until timestamptz,
  dismissed_at timestamptz,
  hidden_by text,
  primary key (shop_id, id)
);
select protect_tenant('journey_stop');
select note_changes_of('journey_stop');
create unique index journey_stop_open on journey_stop (shop_id, journey_key, measure) where resolved_at is null;
