-- One re-reading of a kind of object from Shopify by a bulk operation: the whole history at installation,
-- or what changed since the last time.
create table import_run (
  shop_id uuid not null references shop (id) on delete cascade,
  id uuid not null,
  kind text not null,
  purpose text not null,
  -- What was updated before is left out; null takes everything.
  since timestamptz,
  -- When it was asked for. The next re-reading begins here.
  until timestamptz not null,
  state text not null,
  bulk_id text,
  objects_total bigint,
  bytes_total bigint,
  -- How far the file is read: everything before this byte is saved.
  bytes_done bigint not null default 0,
  objects_done bigint not null default 0,
  objects_unusable bigint not null default 0,
  reading_since timestamptz,
  finished_at timestamptz,
  error text,
  primary key (shop_id, id),
  constraint import_run_kind check (kind in ('customers', 'orders', 'products')),
  constraint import_run_purpose check (purpose in ('history', 'changes')),
  constraint import_run_state check (state in ('asking', 'preparing', 'reading', 'done', 'failed', 'cancelled'))
);
-- One of a kind and purpose at a time.
create unique index import_run_open on import_run (shop_id, kind, purpose)
  where state in ('asking', 'preparing', 'reading');
create index import_run_newest on import_run (shop_id, purpose, kind, until desc);
select protect_tenant('import_run');

-- When the shop is next compared with Shopify, by the database's clock.
alter table shop add column reconcile_due_at timestamptz not null default now();
create index shop_reconcile on shop (reconcile_due_at);

