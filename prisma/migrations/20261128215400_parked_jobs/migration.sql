-- How far an input is worked on, so that a worker that dies further on died of something else; and since when an
-- input that ended two workers is set aside until somebody asks for it.
alter table job_attempt
  add column progress text,
  add column parked_at timestamptz;
create index job_attempt_parked on job_attempt (shop_id, parked_at) where parked_at is not null;
