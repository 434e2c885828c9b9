-- What a journey would have done, found by running it over the shop's past. It says what was run, so that a draft that is
-- changed meanwhile stays what it was.
create table replay (
  shop_id uuid not null references shop (id) on delete cascade,
  id uuid not null,
  journey_key text not null,
  -- The version that was run; null for a draft.
  version int,
  -- The revision of the draft that was run; null for a version.
  draft_revision int,
  content json not null,
  digest text not null,
  days int not null check (days between 7 and 90),
  since timestamptz not null,
  until timestamptz not null,
  state text not null check (state in ('running', 'done', 'cancelled', 'failed')),
  people_total int not null default 0,
  people_done int not null default 0,
  -- The last person that `totals` are of: a process that dies is followed by one that goes on from there.
  reached uuid not null default '00000000-0000-0000-0000-000000000000',
  totals json,
  -- What is shown beside: all orders of the window, and what was not known of the past.
  aside json,
  -- Why it failed, and at which step.
  problem json,
  requested_by text not null,
  requested_at timestamptz not null,
  finished_at timestamptz,
  primary key (shop_id, id)
);
select protect_tenant('replay');
select note_changes_of('replay');
create index replay_journey on replay (shop_id, journey_key, requested_at desc);

-- What it would have done to some people, step by step. It goes with the replay, and with the person.
create table replay_person (
  shop_id uuid not null,
  replay_id uuid not null,
  profile_id uuid not null,
  entered_at timestamptz not null,
  mails int not null,
  skipped int not null,
  orders int not null,
  -- Why the last of the person's runs ended; null while it goes on.
  end_reason text,
  path json not null,
  primary key (shop_id, replay_id, profile_id),
  foreign key (shop_id, replay_id) references replay (shop_id, id) on delete cascade,
  foreign key (shop_id, profile_id) references profile (shop_id, id) on delete cascade
);
select protect_tenant('replay_person');
create index replay_person_profile on replay_person (shop_id, profile_id);
