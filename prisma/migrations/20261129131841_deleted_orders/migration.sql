-- Orders that were deleted in Shopify, for ever: whatever brings one again, an older file or a webhook that is late, it
-- does not count. No more than its id is kept, and no profile: it needs none, and stays the same when two are merged.
create table deleted_order (
  shop_id uuid not null references shop (id) on delete cascade,
  order_id text not null,
  deleted_at timestamptz not null,
  primary key (shop_id, order_id)
);
select protect_tenant('deleted_order');
