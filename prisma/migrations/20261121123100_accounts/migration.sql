-- A company as Shopify tells it, beside what its application told. What is deleted in Shopify stays marked as
-- such: its id is never used again, and an older telling may still be on its way.
alter table account
  add column external_id text,
  add column main_contact_id text,
  add column customer_since timestamptz,
  -- The company's own moment of its last change; null until Shopify told one.
  add column updated_at timestamptz,
  add column deleted_at timestamptz;

-- A customer who buys for a company. No foreign key: either may be told first.
create table account_contact (
  shop_id uuid not null references shop (id) on delete cascade,
  id text not null,
  company_gid text not null,
  customer_id text not null,
  title text,
  updated_at timestamptz not null,
  deleted_at timestamptz,
  primary key (shop_id, id)
);
create index account_contact_company on account_contact (shop_id, company_gid);
create index account_contact_customer on account_contact (shop_id, customer_id);

create table account_location (
  shop_id uuid not null references shop (id) on delete cascade,
  id text not null,
  company_gid text not null,
  name text not null,
  external_id text,
  phone text,
  country text,
  updated_at timestamptz not null,
  deleted_at timestamptz,
  primary key (shop_id, id)
);
create index account_location_company on account_location (shop_id, company_gid);

-- Values beside the point that could not be read, counted by where they stood; `sample` is the latest.
create table odd_value (
  shop_id uuid not null references shop (id) on delete cascade,
  topic text not null,
  field text not null,
  problem text not null,
  sample text not null,
  times bigint not null,
  first_seen_at timestamptz not null,
  last_seen_at timestamptz not null,
  primary key (shop_id, topic, field, problem)
);

select protect_tenant(t::regclass)
from unnest(array['account_contact', 'account_location', 'odd_value']) as t;
