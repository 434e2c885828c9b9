-- Consent belongs to an address or a number, not to a person. Decision 0017.

create table address_consent (
  shop_id uuid not null references shop (id) on delete cascade,
  channel text not null,
  -- As it is compared: an address in lower case, a number in E.164.
  address text not null,
  -- The consent that holds, and since when.
  state text not null,
  at timestamptz not null,
  -- When the address itself opted in, if that holds.
  opted_in_at timestamptz,
  -- The proof of it, consent.id.
  consent_id uuid not null,
  -- The newest act of each evidence; app/profiles/consent-acts.ts makes the columns above of it.
  acts json not null,
  -- The address as what it is, for whoever looks for everything that is kept of one.
  email text generated always as (case channel when 'email' then address end) stored,
  phone text generated always as (case channel when 'sms' then address end) stored,
  primary key (shop_id, channel, address),
  constraint address_consent_channel check (channel in ('email', 'sms'))
);
select protect_tenant('address_consent');

-- The proof that allowed a mail, noted as the mail is marked: what is said afterwards did not allow it.
alter table effect add column consent_id uuid;

-- Whose number it is, for whoever a consent of the number concerns.
alter table profile add column phone text;
create index profile_phone on profile (shop_id, phone) where phone is not null;

-- Mail waits for the consents that were received and not yet heard.
create index inbox_consent on inbox (shop_id)
  where topic in ('customers_email_marketing_consent/update', 'customers_marketing_consent/update');

do $$
declare
  one uuid;
begin
  for one in select id from shop loop
    perform set_config('app.shop', one::text, true);
    update profile set phone = state #>> '{phone,value}' where shop_id = one;
    -- What was recorded up to now, by the address it was said of. Nothing counts as said later than it was recorded.
    with said as (
      select channel, substr(subject, strpos(subject, ':') + 1) as address, id, state, source,
             least(at, recorded_at) as at,
             array_position(array['subscribed', 'pending', 'not_subscribed', 'invalid', 'redacted',
               'unsubscribed'], state) as safety,
             case when source like 'import:%' and state = 'subscribed' then 'claim'
                  when source like 'import:%' then 'record'
                  -- An opt-in that was dated ahead of its receipt undoes no refusal.
                  when source = 'shopify' and state = 'subscribed' and at > recorded_at then 'claim'
                  else 'act' end as evidence,
             source is distinct from 'shopify' as ours
        from consent
       where shop_id = one and subject is not null
         and split_part(subject, ':', 1) = case channel when 'email' then 'email' else 'phone' end
    ),
    slots as (
      select *, evidence as slot from said
      union all
      select *, 'left' as slot from said where evidence = 'act' and ours and state = 'unsubscribed'
    ),
    newest as (
      select distinct on (channel, address, slot) * from slots
       order by channel, address, slot, at desc, safety desc, ours, id desc
    ),
    known as (
      select channel, address, json_object_agg(slot, json_strip_nulls(json_build_object(
               'id', id, 'state', state, 'at', (extract(epoch from at) * 1000)::bigint,
               'ours', case when ours then true end))) as acts,
             max(at) filter (where slot = 'act' and state = 'subscribed') as opted_in_at,
             bool_or(slot = 'left') as has_left,
             bool_or(slot = 'act' and state <> 'not_subscribed') as was_asked,
             bool_or(slot in ('act', 'record') and safety > 3) as has_refused
        from newest group by channel, address
    ),
    standing as (
      select distinct on (newest.channel, newest.address) newest.*, known.acts, known.opted_in_at
        from newest join known using (channel, address)
       where slot = 'act' or slot = 'record'
          or slot = 'claim' and not has_left and not has_refused and not was_asked
       order by newest.channel, newest.address, at desc, safety desc, ours, id desc
    )
    insert into address_consent (shop_id, channel, address, state, at, opted_in_at, consent_id, acts)
      select one, channel, address, state, at, case when state = 'subscribed' then opted_in_at end, id, acts
        from standing;
    -- Segments, scores and the people's pages follow in the background.
    if exists (select from shop where id = one and uninstalled_at is null) then
      insert into assessment (shop_id, policy_version, built)
        values (one, nextval('policy_version'), '{"model": "", "questions": {}}')
        on conflict (shop_id) do update set policy_version = excluded.policy_version, built = excluded.built,
          reached = null, people_done = 0, people_total = null, started_at = null, finished_at = null;
      update shop set policy_version = assessment.policy_version from assessment
        where shop.id = one and assessment.shop_id = one;
      perform enqueue_job('assess', json_build_object('shopId', one), 'assess:' || one, 'assess:' || one, now(), 25);
    end if;
  end loop;
  perform set_config('app.shop', '', true);
end
$$;
