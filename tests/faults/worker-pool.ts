import type { Child } from '#tests/stack/child.ts';
import { eventually } from '#tests/stack/stack.ts';
import { fenceOf, type TestEnvironment, type LeaseExpiry } from './environment.ts';

/** Several workers of an environment, each of which can be killed while the others stand by. */
export type WorkerPool = {
  /** A living worker that holds a job now, of this name if given; undefined while none does. */
  holder(job?: string): Promise<Child | undefined>;
  /** Those who live, whether or not they have work. */
  living(): Child[];
  /** Kills a worker without warning, and sends for another in its place. */
  kill(worker: Child, expiry?: LeaseExpiry): Promise<void>;
  /**
   * Waits until the lease of a worker that was just killed has expired and others do its jobs.
   * @returns how many jobs it held, and after how many milliseconds the last of them was taken over
   */
  takenOver(worker: Child): Promise<{ jobs: number; afterMs: number }>;
  /** Ends all workers but the environment's own. */
  close(): Promise<void>;
};

/** @param spare how many workers stand by beside the environment's own */
export async function openWorkerPool(
  environment: TestEnvironment,
  spare: number,
): Promise<WorkerPool> {
  const others = new Set<Child>();
  const coming = new Set<Promise<void>>();
  const dead = new WeakSet<Child>();
  let closing = false;

  async function startWorker(): Promise<void> {
    try {
      others.add(await environment.anotherWorker());
    } catch (error) {
      // Without a database no worker starts.
      if (!(error instanceof Error && error.message.includes('ended before'))) throw error;
      if (!closing) await startWorker();
    }
  }

  function replaceWorker(): void {
    const starting = startWorker().finally(() => coming.delete(starting));
    coming.add(starting);
  }

  function living(): Child[] {
    return [environment.stack.worker, ...others].filter((worker) => !dead.has(worker));
  }

  await Promise.all(Array.from({ length: spare }, startWorker));
  return {
    living,
    async holder(job) {
      const rows = await environment.ask<{ fence: string }>(
        `select h.fence::text as fence from graphile_worker.jobs j
         join heartbeat h on j.locked_by = any (h.queue_workers) and h.released_at is null
         where $1::text is null or j.task_identifier = $1`,
        [job ?? null],
      );
      const fences = new Set(rows.map(({ fence }) => fence));
      return living().find((worker) => fences.has(fenceOf(worker) ?? ''));
    },
    async kill(worker, expiry = 'at once') {
      dead.add(worker);
      if (!others.delete(worker)) {
        const up = environment.kill('worker', expiry);
        coming.add(up);
        void up.finally(() => coming.delete(up));
        await worker.ended;
        return;
      }
      await worker.kill('SIGKILL');
      if (expiry === 'at once') await environment.expireLease(worker);
      replaceWorker();
    },
    async takenOver(worker) {
      const from = performance.now();
      const fence = fenceOf(worker);
      const held = await environment.ask<{ id: string }>(
        `select j.id::text as id from graphile_worker.jobs j
         join heartbeat h on j.locked_by = any (h.queue_workers) where h.fence = $1`,
        [fence],
      );
      let open = held.map(({ id }) => id);
      await eventually('what a dead worker held taken over', async () => {
        // Free for the taking is not yet taken; with no attempt left it was enqueued again, as another job.
        const left = await environment.ask<{ id: string | null }>(
          `select j.id::text as id from heartbeat h
           left join graphile_worker.jobs j on j.id = any ($2::bigint[])
             and (j.locked_by is null and j.attempts < j.max_attempts or j.locked_by = any (h.queue_workers))
           where h.fence = $1 and (h.released_at is null or j.id is not null)`,
          [fence, open],
        );
        const ids = new Set(left.map(({ id }) => id));
        open = open.filter((id) => ids.has(id));
        return left.length === 0;
      });
      return { jobs: held.length, afterMs: performance.now() - from };
    },
    async close() {
      closing = true;
      await Promise.all(coming);
      await Promise.all([...others].map((worker) => worker.kill('SIGTERM')));
    },
  };
}
