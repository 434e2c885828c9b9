-- A run that cannot go on is failed and waits for a human; the page of problems lists them.
create index journey_run_failed on journey_run (shop_id, ended_at) where state = 'failed';

-- What could not be found of a profile: its score, or a forecast. It goes with the profile, and when it was found.
create table profile_problem (
  shop_id uuid not null,
  profile_id uuid not null,
  kind text not null,
  reason text not null,
  at timestamptz not null,
  primary key (shop_id, profile_id, kind),
  foreign key (shop_id, profile_id) references profile (shop_id, id) on delete cascade
    deferrable initially deferred,
  constraint profile_problem_kind check (kind in ('score', 'forecast'))
);
select protect_tenant('profile_problem');
