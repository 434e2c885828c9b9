-- Profiles that became one remember their parts for a while, so that a wrong join can be split.

alter table profile
  -- When somebody last became part of this profile; null when its parts are not told apart (any more).
  add column joined_at timestamptz,
  -- How many joins could be split.
  add column joins int not null default 0;

alter table identity
  -- The part of the profile it belongs to; null when that is the profile's own.
  add column part_id uuid,
  -- The topic that told it first.
  add column linked_by text;

alter table event
  add column part_id uuid,
  -- What the event added to the profile, while the profile remembers its parts.
  add column delta json;

-- A part of a profile as it was before it became one. The profile's own part has the profile's id.
create table profile_part (
  shop_id uuid not null,
  id uuid not null,
  profile_id uuid not null,
  state json not null,
  -- The segments it was in, with when it came into each, epoch milliseconds.
  segments json not null,
  primary key (shop_id, id),
  foreign key (shop_id, profile_id) references profile (shop_id, id) on delete cascade
    deferrable initially deferred
);
create index profile_part_profile on profile_part (shop_id, profile_id);

-- That two parts are one person. The parts of a profile and its joins are a tree: without one of the joins
-- they are two.
create table profile_join (
  shop_id uuid not null,
  id uuid not null,
  profile_id uuid not null,
  -- Which profile became part of which.
  from_id uuid not null,
  into_id uuid not null,
  from_part_id uuid not null,
  into_part_id uuid not null,
  at timestamptz not null,
  joined_at timestamptz not null,
  cause text not null,
  -- The identifiers of both that the event told together, as `kind:value`.
  via text[] not null,
  state text not null default 'open',
  split_at timestamptz,
  split_by text,
  primary key (shop_id, id),
  foreign key (shop_id, profile_id) references profile (shop_id, id) on delete cascade
    deferrable initially deferred,
  constraint profile_join_state check (state in ('open', 'settled', 'split'))
);
create index profile_join_profile on profile_join (shop_id, profile_id);

select protect_tenant(t::regclass) from unnest(array['profile_part', 'profile_join']) as t;
