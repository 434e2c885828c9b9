-- Shopify deletes codes in its own time: which of its jobs does it, and when that was over.
alter table offer_code
  -- The job in Shopify that is under way, by its global id.
  add column removal_id text,
  -- When Shopify had deleted it, or was found without it.
  add column removed_at timestamptz;
-- Migrations run before the processes start (docs/guide/connect-a-store.md). A process that runs all the same waits with
-- its writes of codes until the index is there.
-- squawk-ignore require-concurrent-index-creation
create index offer_code_removing on offer_code (shop_id, removal_id) where removal_id is not null;

-- Orders with a code of which it is not known what it took off: their cost is in no sum.
alter table offer_month add column cost_unknown int not null default 0;

-- What a piece costs the merchant, in the smallest unit of the currency of its price; null where Shopify does not know it.
alter table variant add column cost_minor bigint;

-- Who used a code of an offer that each customer may use once is asked before they are offered another.
-- squawk-ignore require-concurrent-index-creation
create index offer_code_used on offer_code (shop_id, profile_id) where state = 'used';
