-- What is due beside emails of campaigns, of which a million may be due at once.
-- squawk-ignore require-concurrent-index-creation
create index effect_other_due on effect (shop_id, kind, due_at)
  where state = 'ready' and campaign_id is null;
