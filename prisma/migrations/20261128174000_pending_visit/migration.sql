-- What visitors did in their first visit, until they come again, fill a cart or are recognised: a first visit alone
-- makes no profile. Names nobody; gone after 30 days.
create table pending_visit (
  shop_id uuid not null references shop (id) on delete cascade,
  visitor text not null,
  event_id uuid not null,
  at timestamptz not null,
  kept_at timestamptz not null,
  event json not null,
  primary key (shop_id, visitor, event_id)
);
create index pending_visit_kept on pending_visit (shop_id, kept_at);
select protect_tenant('pending_visit');
