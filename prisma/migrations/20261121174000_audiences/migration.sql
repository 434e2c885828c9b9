-- Segments outside Tendril: as customer tags and segments in Shopify, and Shopify's own segments in here.

-- A segment that is kept in step with a customer tag in Shopify.
create table segment_tag (
  shop_id uuid not null references shop (id) on delete cascade,
  segment_key text not null,
  tag text not null,
  -- False while the tag is being taken away again; the row goes with the last of them.
  kept boolean not null,
  -- When all its members were last compared with the customers who have the tag; null asks for it at once.
  compared_at timestamptz,
  changed_by text not null,
  changed_at timestamptz not null,
  primary key (shop_id, segment_key)
);
-- Tags that differ only in case are one tag in Shopify.
create unique index segment_tag_once on segment_tag (shop_id, lower(tag));
select protect_tenant('segment_tag');

-- A tag that Tendril put on a customer, from just before Shopify is told. What the shop's staff put there
-- themselves is not here, and therefore never taken away.
create table customer_tag (
  shop_id uuid not null references shop (id) on delete cascade,
  customer_id text not null,
  tag text not null,
  segment_key text not null,
  put_at timestamptz not null,
  -- Whether Shopify said that it is there.
  confirmed boolean not null,
  primary key (shop_id, customer_id, tag)
);
create index customer_tag_segment on customer_tag (shop_id, segment_key);
select protect_tenant('customer_tag');

-- A segment of Tendril that was made a segment in Shopify.
create table segment_export (
  shop_id uuid not null references shop (id) on delete cascade,
  segment_key text not null,
  shopify_id text not null,
  name text not null,
  -- In Shopify's language.
  query text not null,
  exported_at timestamptz not null,
  primary key (shop_id, segment_key)
);
select protect_tenant('segment_export');

-- A segment of Shopify's whose members are read, as segment `shopify:<id>`.
create table shopify_segment (
  shop_id uuid not null references shop (id) on delete cascade,
  id text not null,
  name text not null,
  -- False while its members are being let go; the row goes with the last of them.
  chosen boolean not null,
  chosen_by text not null,
  chosen_at timestamptz not null,
  -- The number of the reading that is under way or comes next, and how far it is.
  reading int not null default 1 check (reading > 0),
  cursor text,
  -- When a reading last came to its end, and how many customers it found.
  read_at timestamptz,
  size int,
  -- Why it could not be read when last tried.
  problem text check (problem in ('denied', 'gone')),
  primary key (shop_id, id)
);
select protect_tenant('shopify_segment');

-- The customers whom a reading found, also those that no profile is known of yet.
create table shopify_segment_member (
  shop_id uuid not null,
  segment_id text not null,
  customer_id text not null,
  reading int not null,
  primary key (shop_id, segment_id, customer_id),
  foreign key (shop_id, segment_id) references shopify_segment (shop_id, id) on delete cascade
);
select protect_tenant('shopify_segment_member');
