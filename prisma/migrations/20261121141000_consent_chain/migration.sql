-- Every consent becomes a link of a chain, one chain a shop in the order of recording, so that nobody can alter,
-- remove or slip in a proof unseen. Decision 0009.
alter table consent
  -- Whose wish it is, as it was told. Beside profile_id, which moves when two profiles turn out to be one person.
  add column subject text,
  -- The address of the page it was told on.
  add column page text,
  add column seq bigint,
  -- What is personal goes into the digest together with this; both are forgotten together.
  add column salt uuid,
  add column digest text,
  add column previous text,
  add column hash text,
  add column erased_at timestamptz;

-- Where each shop's chain ends: rows taken off its end would leave no other trace.
create table consent_chain (
  shop_id uuid primary key references shop (id) on delete cascade,
  length bigint not null,
  head text not null
);
select protect_tenant('consent_chain');

-- What was recorded before gets its place now, with the same arithmetic as app/consent/chain.ts.
do $$
declare
  one record;
  chain record;
begin
  update consent set at = date_trunc('milliseconds', at), recorded_at = date_trunc('milliseconds', recorded_at),
    salt = gen_random_uuid();
  for one in select * from consent order by shop_id, recorded_at, id loop
    select coalesce(max(length), 0) + 1 as seq, max(head) as head into chain
      from consent_chain where shop_id = one.shop_id;
    one.digest := encode(sha256(convert_to(array_to_json(array[
      one.salt::text, one.subject, one.source, one.wording, one.page])::text, 'UTF8')), 'hex');
    one.hash := encode(sha256(convert_to(array_to_json(array[
      one.shop_id::text, chain.head, chain.seq::text, one.id::text, one.channel, one.state,
      (extract(epoch from one.at) * 1000)::bigint::text,
      (extract(epoch from one.recorded_at) * 1000)::bigint::text, one.digest])::text, 'UTF8')), 'hex');
    update consent set seq = chain.seq, digest = one.digest, previous = chain.head, hash = one.hash
      where shop_id = one.shop_id and id = one.id;
    insert into consent_chain (shop_id, length, head) values (one.shop_id, chain.seq, one.hash)
      on conflict (shop_id) do update set length = excluded.length, head = excluded.head;
  end loop;
end
$$;

alter table consent
  alter column seq set not null,
  alter column digest set not null,
  alter column hash set not null,
  alter column profile_id drop not null,
  alter column source drop not null,
  add constraint consent_erased check ((salt is null) = (erased_at is not null)),
  add unique (shop_id, seq);

-- Append-only: the application adds proofs and moves them along when profiles are joined, no more.
revoke update, delete on consent from tendril_app;
grant update (profile_id) on consent to tendril_app;

-- Takes everything personal out of the proofs of some people. Their places in the chain stay, and it still
-- holds. Gives how many.
create function erase_consent(profiles uuid[], erased timestamptz) returns bigint
  language sql security definer set search_path = public, pg_temp
  as $$
    with gone as (
      update consent set profile_id = null, subject = null, source = null, wording = null, page = null,
        salt = null, erased_at = erased
      where shop_id = current_shop() and profile_id = any(profiles)
      returning 1)
    select count(*) from gone
  $$;
revoke all on function erase_consent(uuid[], timestamptz) from public;
grant execute on function erase_consent(uuid[], timestamptz) to tendril_app;

-- Removes all proofs of a shop that is no longer installed, as Shopify asks for 48 hours after.
create function erase_shop_consent() returns void
  language sql security definer set search_path = public, pg_temp
  as $$
    delete from consent where shop_id = current_shop()
      and exists (select from shop where id = current_shop() and uninstalled_at is not null);
    delete from consent_chain where shop_id = current_shop()
      and exists (select from shop where id = current_shop() and uninstalled_at is not null);
  $$;
revoke all on function erase_shop_consent() from public;
grant execute on function erase_shop_consent() to tendril_app;
