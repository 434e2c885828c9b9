import { performance } from 'node:perf_hooks';
import type pg from 'pg';
import { v7 } from 'uuid';
import { SECOND } from '#app/lib/duration.ts';
import type { ShopClient } from '#app/db.server.ts';

/** How often a process shows that it is alive. */
export const BEAT_MS = 2 * SECOND;
/** After what silence it is taken for dead. */
export const SILENCE_MS = 6 * SECOND;

/** How long before the end of that silence a process stops doing what cannot be taken back. */
const MARGIN_MS = SECOND;

/** A process that does background work. The fence tells its writes from those of any other. */
export type Pulse = {
  id: string;
  fence: number;
  /** When the last beat that arrived was sent, by this process's steady clock. */
  beatAt: number;
};

/** Thrown when a process that was taken for dead tries to write. It must stop, not retry. */
export class ReleasedError extends Error {
  override name = 'ReleasedError';
}

/** Registers this process. */
export async function register(pool: pg.Pool, kind: string): Promise<Pulse> {
  const id = v7();
  const beatAt = performance.now();
  const { rows } = await pool.query<{ fence: number }>(
    'insert into heartbeat (id, kind) values ($1, $2) returning fence',
    [id, kind],
  );
  const [row] = rows;
  if (!row) throw new Error('The database did not register this process.');
  return { id, fence: row.fence, beatAt };
}

/**
 * Refuses a transaction of a process that was taken for dead. The shared lock also makes whoever releases
 * this process wait until the transaction is over, so nobody takes over half-done work.
 */
export async function assertAlive(client: ShopClient, pulse: Pulse): Promise<void> {
  const { rowCount } = await client.query(
    'select 1 from heartbeat where id = $1 and released_at is null for key share',
    [pulse.id],
  );
  if (rowCount === 0)
    throw new ReleasedError('This process was taken for dead; its work went to another.');
}

/**
 * Whether nobody can have taken this process for dead yet. Asked before what no database can refuse; a
 * process that was stopped and woke again learns it here first.
 */
export function isSurelyAlive(pulse: Pulse): boolean {
  return performance.now() - pulse.beatAt < SILENCE_MS - MARGIN_MS;
}

/** Shows that this process is alive and which queue workers it runs. */
export async function beat(
  pool: pg.Pool,
  pulse: Pulse,
  queueWorkers: readonly string[],
): Promise<void> {
  const beatAt = performance.now();
  const { rowCount } = await pool.query(
    'update heartbeat set beat_at = clock_timestamp(), queue_workers = $2 where id = $1 and released_at is null',
    [pulse.id, queueWorkers],
  );
  if (rowCount === 0) throw new ReleasedError('This process was taken for dead; start it again.');
  pulse.beatAt = beatAt;
}

/**
 * Takes other silent processes for dead, by the database's clock; who looks is alive, however late its own beat is.
 * While the database was away no process could show a sign of life, so after its start each has the whole time. The
 * lock waits for transactions that `assertAlive` let begin.
 * @returns the fences of those released now
 */
export async function releaseSilent(pool: pg.Pool, own: Pulse): Promise<number[]> {
  const { rows } = await pool.query<{ fence: number }>(
    `update heartbeat set released_at = clock_timestamp()
     where id in (
       select id from heartbeat
       where released_at is null and id <> $2
         and greatest(beat_at, pg_postmaster_start_time()) < clock_timestamp() - make_interval(secs => $1)
       for update)
     returning fence`,
    [SILENCE_MS / SECOND, own.id],
  );
  return rows.map(({ fence }) => fence);
}

/** Leaves in good order, so that nobody has to wait for the silence. */
export async function leave(pool: pg.Pool, pulse: Pulse): Promise<void> {
  await pool.query('update heartbeat set released_at = clock_timestamp() where id = $1', [
    pulse.id,
  ]);
}
