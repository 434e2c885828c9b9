-- What became of the emails of a campaign, in its own row: rows of the outbox are deleted when they are old.
alter table campaign
  -- Since when none of its emails waits.
  add column completed_at timestamptz,
  -- Emails by state and reason, and when they were counted.
  add column counts json,
  add column counted_at timestamptz,
  -- Bounces and unsubscribes after its emails, and when they were counted.
  add column followed json,
  add column followed_at timestamptz,
  add column archived_at timestamptz;

-- What of a campaign waits, by when it is due.
-- squawk-ignore require-concurrent-index-creation
create index effect_campaign_waiting on effect (shop_id, campaign_id, due_at)
  where state = 'ready' and campaign_id is not null;
-- Transactional emails are taken before all others.
-- squawk-ignore require-concurrent-index-creation
create index effect_transactional_due on effect (shop_id, kind, due_at)
  where state = 'ready' and payload ->> 'class' = 'transactional';
