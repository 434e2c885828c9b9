-- Domains that shops want to send from, and whether DNS proves that they may.
create table sending_domain (
  shop_id uuid not null references shop on delete cascade,
  domain text not null,
  state text not null check (state in ('unproven', 'proven', 'failing')),
  findings json,
  checked_at timestamptz,
  proven_at timestamptz,
  created_at timestamptz not null,
  primary key (shop_id, domain)
);
select protect_tenant('sending_domain');

-- When the domain of the shop's sender is looked at next; null while there is none. Every shop is looked at once now.
alter table shop add column domain_check_due_at timestamptz default now();
create index shop_domain_check on shop (domain_check_due_at) where domain_check_due_at is not null;
