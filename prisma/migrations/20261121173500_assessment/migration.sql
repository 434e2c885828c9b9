-- Numbers of policies. None is used twice, not even after a transaction that came to nothing: a process that
-- keeps a shop's policy in memory knows by the number whether it still is the shop's.
create sequence policy_version as int start 2;
grant usage on sequence policy_version to tendril_app;

-- How far a shop's people are assessed by its newest policy. Without a row nothing was ever changed.
create table assessment (
  shop_id uuid primary key references shop (id) on delete cascade,
  policy_version int not null,
  -- The last person assessed, in the order of ids; null before the first.
  reached uuid,
  people_done int not null default 0,
  people_total int,
  started_at timestamptz,
  finished_at timestamptz,
  -- The versions of the model and of the segments by which everybody was assessed last.
  built json
);
select protect_tenant('assessment');
