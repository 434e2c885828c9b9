-- What the DNS of a shop's sending domain said last (docs/decisions/0089). One row a shop: only the domain it sends from counts.
create table domain_check (
  shop_id uuid not null references shop (id) on delete cascade,
  domain text not null,
  -- When a check began, so that another waits.
  asked_at timestamptz not null,
  -- The answers, and when they were all there.
  answers json,
  checked_at timestamptz,
  primary key (shop_id)
);
select protect_tenant('domain_check');
