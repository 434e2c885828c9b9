-- What the owner of an address chose of a shop's marketing: topics, how often, a pause, messages in the shop
-- (docs/decisions/0085). As consent, it belongs to the address and not to a profile.
create table reader_preference (
  shop_id uuid not null references shop (id) on delete cascade,
  address text not null,
  -- Names of topics; one that does not exist any more stops nothing.
  declined_topics text[] not null,
  frequency text not null,
  paused_until timestamptz,
  declines_banners boolean not null,
  changed_at timestamptz not null,
  primary key (shop_id, address),
  constraint reader_preference_frequency check (frequency in ('all', 'week', 'month'))
);
select protect_tenant('reader_preference');
select note_changes_of('reader_preference');

-- Every change of these, with the words that were shown and what was chosen.
create table reader_preference_change (
  shop_id uuid not null references shop (id) on delete cascade,
  id uuid not null,
  address text not null,
  at timestamptz not null,
  page text not null,
  wording text not null,
  -- Null of the first choice.
  before json,
  after json not null,
  primary key (shop_id, id)
);
create index reader_preference_change_address on reader_preference_change (shop_id, address, at);
select protect_tenant('reader_preference_change');
