-- What becomes of a privacy request, beside what was asked. Decision 0018.
alter table compliance_duty
  -- Stands for the customer once the request names nobody any more; the same for each request of one customer.
  add column customer_code text,
  -- What an erasure under way has still to look for; null before and after.
  add column work jsonb,
  -- Rows by table: found for an export, or erased.
  add column certificate jsonb,
  -- Why there was nothing to do.
  add column note text,
  add column downloaded_at timestamptz,
  add column downloaded_by text;
create index compliance_duty_order on compliance_duty (shop_id, received_at desc);

-- Identifiers of people who were erased, as codes that only the app's key can make. They keep an old webhook or a
-- file from bringing the person back, and hold that an address must not be written to.
create table erased_identifier (
  shop_id uuid not null references shop (id) on delete cascade,
  kind text not null,
  code text not null,
  erased_at timestamptz not null,
  -- Why the address must not be written to, and since when; null when nothing was refused.
  refusal text,
  refused_at timestamptz,
  primary key (shop_id, kind, code)
);
select protect_tenant('erased_identifier');

-- That a shop was erased; the shop itself and its address are gone.
create table shop_erasure (
  id uuid primary key,
  shop_code text not null,
  requested_at timestamptz not null,
  finished_at timestamptz not null,
  certificate jsonb not null
);
grant select, insert on shop_erasure to tendril_app;

-- Takes everything personal out of proofs: those of some profiles, and those of some addresses whoever they are
-- with now. Their places in the chain stay, and it still holds. Gives how many.
create function erase_consent_of(profiles uuid[], subjects text[], erased timestamptz) returns bigint
  language sql security definer set search_path = public, pg_temp
  as $$
    with gone as (
      update consent set profile_id = null, subject = null, source = null, wording = null, page = null,
        salt = null, erased_at = erased
      where shop_id = current_shop() and erased_at is null
        and (profile_id = any(profiles) or subject = any(subjects))
      returning 1)
    select count(*) from gone
  $$;
revoke all on function erase_consent_of(uuid[], text[], timestamptz) from public;
grant execute on function erase_consent_of(uuid[], text[], timestamptz) to tendril_app;
