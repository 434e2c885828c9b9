-- Which of some jobs failed and wait for their next try. A timer that finds work of theirs leaves them waiting: enqueued again,
-- a job runs at once and forgets how often it failed. The application's role does not read the queue's tables itself.
create function jobs_backing_off(job_keys text[]) returns setof text
  language sql stable security definer set search_path = pg_catalog, public
  as $$
    select key from graphile_worker.jobs
     where key = any(job_keys) and locked_at is null and attempts between 1 and max_attempts - 1 and run_at > now()
  $$;
revoke all on function jobs_backing_off(text[]) from public;
grant execute on function jobs_backing_off(text[]) to tendril_app;
