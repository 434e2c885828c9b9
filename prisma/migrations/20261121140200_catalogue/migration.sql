-- The catalogue with what groups products, and what people bought and viewed together.

alter table product
  add column vendor text,
  add column product_type text,
  add column tags text[] not null default '{}',
  add column created_at timestamptz,
  -- When the product was last told of, by the application's clock: a full reading that does not tell of it
  -- any more means that Shopify deleted it.
  add column told_at timestamptz not null default '-infinity';
create index product_newest on product (shop_id, created_at desc nulls last, id);

alter table variant
  -- ISO 4217; null: told before this was kept, then the shop's.
  add column currency text,
  -- The price before a reduction; null when there is none.
  add column compare_at_minor bigint;

create table collection (
  shop_id uuid not null references shop (id) on delete cascade,
  id text not null,
  title text not null,
  handle text,
  updated_at timestamptz not null,
  primary key (shop_id, id)
);
select protect_tenant('collection');

-- Which products a collection held when it was last read in bulk; webhooks do not tell it. No foreign keys:
-- a collection may be read before its products.
create table collection_product (
  shop_id uuid not null references shop (id) on delete cascade,
  product_id text not null,
  collection_id text not null,
  primary key (shop_id, product_id, collection_id)
);
create index collection_product_collection on collection_product (shop_id, collection_id);
select protect_tenant('collection_product');

-- How often two products were bought or viewed by the same person in a period of 90 days, each pair both
-- ways; a product with itself is how often it was bought or viewed at all.
create table affinity (
  shop_id uuid not null references shop (id) on delete cascade,
  product_id text not null,
  kind text not null,
  period smallint not null,
  other_id text not null,
  times int not null,
  primary key (shop_id, product_id, kind, period, other_id),
  constraint affinity_kind check (kind in ('bought', 'viewed'))
);
create index affinity_alone on affinity (shop_id, kind, period) where other_id = product_id;
select protect_tenant('affinity');

alter table import_run drop constraint import_run_kind;
alter table import_run add constraint import_run_kind
  check (kind in ('customers', 'orders', 'products', 'collections', 'companies'));
