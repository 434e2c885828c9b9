-- What receivers report of emails in the name of a shop's domain (docs/decisions/0089). Kept for 90 days.
create table dmarc_report (
  shop_id uuid not null references shop (id) on delete cascade,
  -- Made of who reports and how they name the report.
  id uuid not null,
  domain text not null,
  reporter text not null,
  begins_at timestamptz not null,
  ends_at timestamptz not null,
  -- By the address of the server that sent: how many emails, and what they passed.
  sources json not null,
  primary key (shop_id, id)
);
select protect_tenant('dmarc_report');
create index dmarc_report_end on dmarc_report (shop_id, ends_at desc, id);
