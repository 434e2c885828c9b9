import type pg from 'pg';
import { SECOND } from '#app/lib/duration.ts';
import { LEASE_MS } from '#app/queue/heartbeat.server.ts';

/**
 * The queue workers that hold jobs although no live process runs them. A young lock of an unknown one may be of a
 * process that just started.
 */
export async function orphanedQueueWorkers(queuePool: pg.Pool): Promise<string[]> {
  const { rows } = await queuePool.query<{ lockedBy: string }>(
    `select distinct locked_by as "lockedBy" from graphile_worker.jobs
     where locked_by is not null
       and locked_by <> all (select unnest(queue_workers) from heartbeat where released_at is null)
       and (locked_at < clock_timestamp() - make_interval(secs => $1)
         or locked_by = any (select unnest(queue_workers) from heartbeat where released_at is not null))`,
    [LEASE_MS / SECOND],
  );
  return rows.map(({ lockedBy }) => lockedBy);
}
