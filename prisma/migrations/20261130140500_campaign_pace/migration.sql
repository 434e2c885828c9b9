-- Emails of campaigns are taken after all others, and no more of one leave in a minute than it allows, also after an outage.
-- Emails of journeys do not pay for either.
-- squawk-ignore require-concurrent-index-creation
create index effect_campaign_due on effect (shop_id, kind, due_at)
  where state = 'ready' and campaign_id is not null;
-- squawk-ignore require-concurrent-index-creation
create index effect_campaign_attempted on effect (shop_id, campaign_id, attempted_at)
  where campaign_id is not null and attempted_at is not null;
