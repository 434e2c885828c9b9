-- Who of the merchant's staff may do what. Shopify only says who somebody is; what they may do here is ours.
create table staff_member (
  shop_id uuid not null references shop (id) on delete cascade,
  -- Shopify's user id, from the session token.
  staff_id text not null check (length(staff_id) between 1 and 100),
  role text not null check (role in ('owner', 'marketer', 'sales', 'reviewer', 'viewer')),
  -- As Shopify describes them; null as long as it was not asked.
  name text,
  email text,
  is_account_owner boolean not null default false,
  described_at timestamptz,
  first_seen_at timestamptz not null,
  last_seen_at timestamptz not null,
  -- Who gave the role last; null: it came with the first visit.
  changed_by text,
  changed_at timestamptz,
  primary key (shop_id, staff_id)
);
select protect_tenant('staff_member');

-- What a member of staff who opens the app for the first time may do.
alter table shop add column newcomer_role text not null default 'viewer'
  check (newcomer_role in ('marketer', 'sales', 'reviewer', 'viewer'));

-- The audit log is read newest first, and by who did something.
create index audit_at on audit (shop_id, at desc, id desc);
create index audit_actor on audit (shop_id, actor, at desc);
