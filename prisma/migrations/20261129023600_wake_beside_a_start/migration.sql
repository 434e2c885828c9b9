-- Enqueues a job, also in the very moment in which a worker takes the one of the same key. graphile-worker first frees
-- the key of a job that is being run and then inserts; a job taken between the two is neither freed nor updated, and
-- nothing is enqueued (its own comment says "is there a risk that a conflict could occur"). The job being run may have
-- read what there is to do before this transaction commits, so that its work would lie there until the next call. Asked
-- again, it sees the job as taken.
create or replace function enqueue_job(
  task text, payload json, job_key text default null, queue text default null,
  run_at timestamptz default null, max_attempts int default null
) returns void language plpgsql security definer set search_path = pg_catalog, public
  as $$
declare
  enqueued bigint;
begin
  for tries in 1..100 loop
    select job.id into enqueued from graphile_worker.add_job(
      identifier => task, payload => payload, queue_name => queue, run_at => run_at,
      max_attempts => max_attempts, job_key => job_key, job_key_mode => 'replace') as job;
    if enqueued is not null then
      return;
    end if;
  end loop;
  raise exception 'The job % could not be enqueued because workers took it again and again; try again.', job_key
    using errcode = 'serialization_failure';
end
$$;
