-- One-off emails to a segment (docs/decisions/0075). Who gets one is fixed when it begins, and written to the outbox part by part.
create table campaign (
  shop_id uuid not null references shop (id) on delete cascade,
  id uuid not null,
  content json not null,
  -- What it says, as it was when it was scheduled; null where it sends an email of the shop.
  email json,
  state text not null
    check (state in ('draft', 'scheduled', 'sending', 'stopping', 'cancelled', 'stopped')),
  -- What the predicate of the segment was when it was scheduled: another one stops it.
  segment_digest text,
  begins_at timestamptz,
  -- Since when it is fixed who is in the segment.
  started_at timestamptz,
  -- When the last of them was in the outbox.
  prepared_at timestamptz,
  cancelled_at timestamptz,
  finished_at timestamptz,
  -- The last person in the outbox: a process that dies is followed by one that goes on from there.
  reached uuid not null default '00000000-0000-0000-0000-000000000000',
  -- How many leave in which minute so far.
  pace json,
  people_total int not null default 0,
  people_done int not null default 0,
  problem text,
  -- Goes up with each change by staff: one who read an older one does not overwrite a newer one.
  revision int not null check (revision > 0),
  created_by text not null,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  primary key (shop_id, id)
);
select protect_tenant('campaign');
select note_changes_of('campaign');

-- The emails of a campaign, counted by what became of them.
alter table effect add column campaign_id uuid;
-- squawk-ignore require-concurrent-index-creation
create index effect_campaign on effect (shop_id, campaign_id, state, reason) where campaign_id is not null;
