import type { Child } from '#tests/stack/child.ts';
import type { House } from './house.ts';

/** Several workers of a house of which whoever holds a job can be killed, the others standing by. */
export type Crew = {
  /** The worker that holds a job of this name now; undefined while nobody does. */
  holder(job: string): Promise<Child | undefined>;
  /** Kills a worker without warning, and sends for another in its place. */
  kill(worker: Child): Promise<void>;
  /** Ends everybody but the house's own worker. */
  close(): Promise<void>;
};

/** @param spare how many workers stand by beside the house's own */
export async function openCrew(house: House, spare: number): Promise<Crew> {
  const others = new Set<Child>();
  const coming = new Set<Promise<void>>();
  let closing = false;

  async function engage(): Promise<void> {
    try {
      others.add(await house.anotherWorker());
    } catch (error) {
      // Without a database nobody starts.
      if (!(error instanceof Error && error.message.includes('ended before'))) throw error;
      if (!closing) await engage();
    }
  }

  function sendFor(): void {
    const arrival = engage().finally(() => coming.delete(arrival));
    coming.add(arrival);
  }

  await Promise.all(Array.from({ length: spare }, engage));
  return {
    async holder(job) {
      const rows = await house.ask<{ fence: string }>(
        `select h.fence::text as fence from graphile_worker.jobs j
         join heartbeat h on j.locked_by = any (h.queue_workers) and h.released_at is null
         where j.task_identifier = $1`,
        [job],
      );
      const fences = rows.map(({ fence }) => `"fence":${fence},`);
      return [house.stack.worker, ...others].find((worker) =>
        fences.some((fence) => worker.output().includes(fence)),
      );
    },
    async kill(worker) {
      if (!others.delete(worker)) {
        const up = house.kill('worker', 'at once');
        coming.add(up);
        void up.finally(() => coming.delete(up));
        await worker.ended;
        return;
      }
      await worker.kill('SIGKILL');
      await house.miss(worker);
      sendFor();
    },
    async close() {
      closing = true;
      await Promise.all(coming);
      await Promise.all([...others].map((worker) => worker.kill('SIGTERM')));
    },
  };
}
