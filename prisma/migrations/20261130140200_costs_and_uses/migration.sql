-- Whether the shop's prices include tax, as Shopify says; null until it was asked.
alter table shop
  add column taxes_included boolean,
  -- Since when all products are to be read again, for what they cost the merchant; null once they were.
  add column costs_due_since timestamptz default now();
-- Of the shops that are there no cost is known; a shop that installs from now on reads all its products anyway.
alter table shop alter column costs_due_since drop default;

-- Who used the code of another person: Shopify counts it as theirs.
create table code_use (
  shop_id uuid not null references shop (id) on delete cascade,
  code text not null,
  profile_id uuid not null,
  -- The profile that used it, which takes it along when people are split again.
  origin_id uuid not null,
  primary key (shop_id, code),
  foreign key (shop_id, code) references offer_code (shop_id, code) on delete cascade,
  foreign key (shop_id, profile_id) references profile (shop_id, id) on delete cascade
);
create index code_use_profile on code_use (shop_id, profile_id);
select protect_tenant('code_use');

-- The lists of open tasks, the one that is due last first.
-- Migrations run before the processes start (docs/guide/connect-a-store.md). A process that runs all the same waits with
-- its writes of tasks until the indexes are there.
-- squawk-ignore require-concurrent-index-creation
create index sales_task_open_last on sales_task (shop_id, due_at desc nulls last, created_at, id) where state = 'open';
-- squawk-ignore require-concurrent-index-creation
create index sales_task_owner_last on sales_task (shop_id, owner_id, due_at desc nulls last, created_at, id)
  where state = 'open';
