-- Events of the storefront and of other programs of a shop.

-- The key that the web pixel carries. Everybody who opens the shop can read it: it only says which shop.
alter table shop
  add column pixel_key text not null unique default replace(gen_random_uuid()::text, '-', ''),
  -- What Shopify was last told of the pixel; null when it has none.
  add column pixel_settings text;

-- Nobody signs what the storefront sends, so it waits behind everything that is signed.
alter table inbox add column lane smallint not null
  generated always as (case when topic = 'storefront/batch' then 1 else 0 end) stored;
drop index inbox_order;
create index inbox_order on inbox (shop_id, lane, received_at, delivery_key);

-- What became of the storefront's events at the door, by day of UTC.
create table storefront_count (
  shop_id uuid not null references shop (id) on delete cascade,
  day date not null,
  taken bigint not null default 0,
  without_consent bigint not null default 0,
  malformed bigint not null default 0,
  out_of_time bigint not null default 0,
  limited bigint not null default 0,
  primary key (shop_id, day)
);
select protect_tenant('storefront_count');

-- Keys with which other programs of a shop report events. Only a digest is kept; the hint is its last letters.
create table api_key (
  shop_id uuid not null references shop (id) on delete cascade,
  id uuid not null,
  digest bytea not null,
  hint text not null,
  created_by text not null,
  created_at timestamptz not null,
  -- From then on the key opens nothing; null while it is the one in use.
  ends_at timestamptz,
  primary key (shop_id, id)
);
select protect_tenant('api_key');
