-- Products that can be bought again or cost less, until all who were interested have an event of it. One of a kind for each
-- product: a later one takes its place.
create table product_change (
  shop_id uuid not null references shop (id) on delete cascade,
  product_id text not null,
  kind text not null check (kind in ('restocked', 'reduced')),
  at timestamptz not null,
  -- Prices of the cheapest piece that can be bought; null where nothing was to be had before.
  from_minor bigint,
  to_minor bigint,
  currency text,
  -- The last person who has an event of it: a process that dies is followed by one that goes on from there.
  reached uuid not null default '00000000-0000-0000-0000-000000000000',
  primary key (shop_id, product_id, kind)
);
select protect_tenant('product_change');
create index product_change_order on product_change (shop_id, at, product_id, kind);
