-- The points of each signal at one moment, without their caps, so that a score of any later moment takes one step
-- a signal instead of one a day of behaviour. Of the scoring model they were reckoned by; by another one, and for
-- earlier moments, the score is worked out from the days themselves.
alter table profile_fact
  add column model_version int,
  -- The newest moment of any signal, epoch milliseconds; null when nothing was done.
  add column points_at bigint,
  -- At the place of the signal's number, the first being 1.
  add column points double precision[] not null default '{}';
