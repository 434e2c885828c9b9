import type pg from 'pg';
import type { TaskList } from 'graphile-worker';
import { enqueueDueShops } from '#app/engine/timers.server.ts';
import { jobNames } from '#app/queue/catalog.ts';
import { silentLogger } from '#tests/setup/logger.ts';

/** The clock of a story, epoch milliseconds. */
export type StoryClock = { now(): number; set(ms: number): void };

export type StoryQueue = {
  /** Does all that waits, and what comes of it, without letting time pass. */
  drain(): Promise<void>;
  /** Lets time go on; everything due on the way happens in its turn. */
  passUntil(at: number): Promise<void>;
  /** What jobs failed with for good, in words. */
  failures: string[];
};

type PendingJob = { name: string; inMs: number };

/** How often a job is tried that fails; the queue tries more often, with the same end. */
const TRIES = 3;
/** Far more than any story needs: what takes more never ends. */
const MOST_JOBS = 2_000;
/** A job that is to run now is due a moment ago at the latest. */
const NOW_MS = 1_000;

/** Works off the queue of one shop by a story's clock, one job at a time. */
export function openStoryQueue(
  shopId: string,
  clock: StoryClock,
  db: { pool: pg.Pool; owner: pg.Pool },
  tasks: TaskList,
): StoryQueue {
  const later = new Map<string, number>();
  const failures: string[] = [];

  async function drain(): Promise<void> {
    for (let round = 0; round < MOST_JOBS; round += 1) {
      for (const { name, inMs } of await takePendingJobs(db.owner, shopId))
        later.set(name, inMs > NOW_MS ? clock.now() + inMs : clock.now());
      const name = jobNames.find((one) => (later.get(one) ?? Infinity) <= clock.now());
      if (name === undefined) return;
      later.delete(name);
      await run(name);
    }
    throw new Error('The work does not come to an end.');
  }

  async function run(name: string): Promise<void> {
    const task = tasks[name];
    if (!task) throw new Error(`There is no job ${name}.`);
    for (let tried = 1; ; tried += 1) {
      try {
        // Its second argument describes the queue; no job of the app reads it.
        await task({ shopId }, undefined as never);
        return;
      } catch (error) {
        if (tried < TRIES) continue;
        failures.push(`${name}: ${String(error)}`);
        return;
      }
    }
  }

  async function passUntil(at: number): Promise<void> {
    await drain();
    for (let stop = 0; stop < MOST_JOBS; stop += 1) {
      const next = Math.min((await nextDue(db.owner, shopId)) ?? Infinity, ...later.values());
      if (next > at) break;
      clock.set(Math.max(clock.now(), next));
      await enqueueDueShops(db.pool, clock.now(), silentLogger);
      await drain();
    }
    if (at < clock.now()) throw new Error('Time does not go back.');
    clock.set(at);
    await drain();
  }

  return { drain, passUntil, failures };
}

/** Takes the shop's jobs out of the queue. */
async function takePendingJobs(owner: pg.Pool, shopId: string): Promise<PendingJob[]> {
  const { rows } = await owner.query<PendingJob>(
    `with taken as (
       delete from graphile_worker._private_jobs where payload->>'shopId' = $1 returning *)
     select identifier as name, (extract(epoch from run_at - now()) * 1000)::float8 as "inMs"
       from taken join graphile_worker._private_tasks task on task.id = task_id`,
    [shopId],
  );
  return rows;
}

async function nextDue(owner: pg.Pool, shopId: string): Promise<number | null> {
  const { rows } = await owner.query<{ at: Date | null }>(
    'select next_due_at as at from shop where id = $1',
    [shopId],
  );
  return rows[0]?.at?.getTime() ?? null;
}
