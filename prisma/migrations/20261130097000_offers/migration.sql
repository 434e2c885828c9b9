-- Offers of a shop, and the codes that people got of them.
alter table definition drop constraint definition_kind_check;
alter table definition add constraint definition_kind_check
  check (kind in ('journey', 'email', 'banner', 'offer')) not valid;

-- The discount in Shopify of each version of an offer that takes something off, to which codes are added.
create table offer_discount (
  shop_id uuid not null references shop (id) on delete cascade,
  offer_key text not null,
  offer_version int not null,
  -- Its global id in Shopify.
  shopify_id text not null,
  -- The bulk creation of codes in Shopify that is under way, by its global id; one at a time.
  creation_id text,
  created_at timestamptz not null,
  primary key (shop_id, offer_key, offer_version)
);
select protect_tenant('offer_discount');

create table offer_code (
  shop_id uuid not null references shop (id) on delete cascade,
  code text not null,
  offer_key text not null,
  offer_version int not null,
  -- Leads to no profile once the person was erased: the code stays until Shopify has deleted it.
  profile_id uuid not null,
  run_id uuid,
  -- What asked for it: repeated, it finds the same code.
  effect_key text not null,
  -- Whether Shopify knows it; false for offers that take nothing off.
  is_discount boolean not null,
  state text not null check (state in ('reserved', 'created', 'sent', 'used', 'revoked', 'expired')),
  -- Why it was revoked.
  reason text,
  issued_at timestamptz not null,
  expires_at timestamptz not null,
  -- Its global id in Shopify, once it was created there.
  shopify_id text,
  used_at timestamptz,
  -- Whether another person used it than got it.
  used_by_other boolean not null default false,
  -- What it took off, in the smallest unit of the shop's currency.
  cost_minor bigint,
  primary key (shop_id, code)
);
create unique index offer_code_effect on offer_code (shop_id, effect_key);
create index offer_code_profile on offer_code (shop_id, profile_id, issued_at desc);
create index offer_code_run on offer_code (shop_id, run_id);
create index offer_code_age on offer_code using brin (issued_at);
select protect_tenant('offer_code');
select note_changes_of('offer_code');

-- What was issued and used of each offer by calendar month of the shop, written with the codes.
create table offer_month (
  shop_id uuid not null references shop (id) on delete cascade,
  offer_key text not null,
  -- Its first day.
  month date not null,
  issued int not null default 0,
  used int not null default 0,
  used_by_others int not null default 0,
  cost_minor bigint not null default 0,
  primary key (shop_id, month, offer_key)
);
select protect_tenant('offer_month');

-- Whether a person's application was approved is asked before they are made an offer.
-- Migrations run before the processes start (docs/guide/connect-a-store.md). A process that runs all the same waits with
-- its writes of applications until the index is there.
-- squawk-ignore require-concurrent-index-creation
create index application_profile on application (shop_id, profile_id) where state in ('approving', 'approved');
