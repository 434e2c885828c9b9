-- What providers and mail servers report of a shop's emails, and what stopped mail to an address, as a history.

-- With what a provider proves that a report is its own: a key, a password or the name of its topic. Sealed.
create table feedback_source (
  shop_id uuid not null references shop (id) on delete cascade,
  provider text not null,
  secret bytea not null,
  -- The last characters, by which staff know it.
  hint text not null,
  changed_by text not null,
  changed_at timestamptz not null,
  -- When it last reported something that was its own.
  received_at timestamptz,
  primary key (shop_id, provider)
);
select protect_tenant('feedback_source');

-- What counts toward five soft bounces in a row: the newest soft bounces of an address, at most five, and its last delivery.
create table address_feedback (
  shop_id uuid not null references shop (id) on delete cascade,
  address text not null,
  softs json not null default '[]',
  delivered_at timestamptz,
  primary key (shop_id, address)
);
select protect_tenant('address_feedback');

alter table suppression
  -- Who said so, and in which words of the server.
  add column source text,
  add column words text,
  -- When its owner unsubscribed, where a graver reason stands in its place.
  add column unsubscribed_at timestamptz;

-- Each time that mail to an address was stopped or allowed again.
create table suppression_change (
  shop_id uuid not null references shop (id) on delete cascade,
  id bigint generated always as identity,
  address text not null,
  change text not null check (change in ('suppressed', 'lifted')),
  reason text not null,
  -- Of the event, not of the row.
  at timestamptz not null,
  source text,
  words text,
  -- Who allowed it again.
  actor text,
  primary key (shop_id, id)
);
select protect_tenant('suppression_change');
-- Rows are added, and leave with their person or shop.
revoke update on suppression_change from tendril_app;
-- squawk-ignore require-concurrent-index-creation
create index suppression_change_address on suppression_change (shop_id, address, id desc);

create function keep_unsubscribed_at() returns trigger
  language plpgsql
  as $$
begin
  new.unsubscribed_at := old.at;
  return new;
end
$$;
create trigger keep_unsubscribed_at before update on suppression for each row
  when (old.reason = 'unsubscribed' and new.reason <> 'unsubscribed')
  execute function keep_unsubscribed_at();

create function note_suppressed() returns trigger
  language plpgsql
  as $$
begin
  insert into suppression_change (shop_id, address, change, reason, at, source, words)
  select shop_id, address, 'suppressed', reason, at, source, words from added;
  return null;
end
$$;
create trigger note_suppressed after insert on suppression referencing new table as added
  for each statement execute function note_suppressed();

create function note_suppressed_again() returns trigger
  language plpgsql
  as $$
begin
  insert into suppression_change (shop_id, address, change, reason, at, source, words)
  select added.shop_id, added.address, 'suppressed', added.reason, added.at, added.source, added.words
    from added join former using (shop_id, address)
   where added.reason <> former.reason;
  return null;
end
$$;
create trigger note_suppressed_again after update on suppression
  referencing new table as added old table as former
  for each statement execute function note_suppressed_again();

-- The list of stopped addresses, by the newest and by how an address begins.
-- squawk-ignore require-concurrent-index-creation
create index suppression_since on suppression (shop_id, at desc, address);
-- squawk-ignore require-concurrent-index-creation
create index suppression_search on suppression (shop_id, address text_pattern_ops);
