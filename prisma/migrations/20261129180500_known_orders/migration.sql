-- How far the comparison with Shopify has asked which known orders there still are, in the order they were placed in, and
-- which of them it did not find: the next one asks again before they count as deleted.
alter table shop add column orders_asked_at timestamptz, add column orders_asked_id text,
  add column orders_missing text[] not null default '{}';
