-- Who may be the same person, where matching refuses to guess.

-- Somebody told an identifier that somebody else is known by. `claimed_by` is the profile as it was then,
-- `profile_id` the one it is part of now.
create table identity_claim (
  shop_id uuid not null,
  kind text not null,
  value text not null,
  claimed_by uuid not null,
  profile_id uuid not null,
  first_seen_at timestamptz not null,
  last_seen_at timestamptz not null,
  primary key (shop_id, kind, value, claimed_by),
  foreign key (shop_id, profile_id) references profile (shop_id, id) on delete cascade
    deferrable initially deferred
);
create index identity_claim_profile on identity_claim (shop_id, profile_id);

-- Two profiles that share identifiers. The key is the two as they were found, the lesser id first; beside it
-- stands whom they are part of now, so that joining and splitting leave the key alone.
create table possible_duplicate (
  shop_id uuid not null,
  low_id uuid not null,
  high_id uuid not null,
  low_profile_id uuid not null,
  high_profile_id uuid not null,
  -- The identifiers both were told with, as `kind:value`.
  shared text[] not null,
  state text not null default 'open',
  first_seen_at timestamptz not null,
  last_seen_at timestamptz not null,
  decided_by text,
  decided_at timestamptz,
  primary key (shop_id, low_id, high_id),
  foreign key (shop_id, low_profile_id) references profile (shop_id, id) on delete cascade
    deferrable initially deferred,
  foreign key (shop_id, high_profile_id) references profile (shop_id, id) on delete cascade
    deferrable initially deferred,
  constraint possible_duplicate_order check (low_id < high_id),
  constraint possible_duplicate_state check (state in ('open', 'joined', 'kept_apart'))
);
create index possible_duplicate_low on possible_duplicate (shop_id, low_profile_id);
create index possible_duplicate_high on possible_duplicate (shop_id, high_profile_id);
create index possible_duplicate_open on possible_duplicate (shop_id, last_seen_at desc) where state = 'open';

select protect_tenant(t::regclass) from unnest(array['identity_claim', 'possible_duplicate']) as t;

-- The profiles that a person of the staff said are somebody else: what `possible_duplicate` says, where whoever
-- loads the profile needs it.
alter table profile add column kept_apart text[] not null default '{}';
