import { setTimeout as sleep } from 'node:timers/promises';
import type { TestEnvironment } from './environment.ts';

/** Watches how much work is done, so that it shows how soon work went on after a fault. */
export type WorkProgress = {
  /** Work done since the start. */
  done(): number;
  /** Resolves with the milliseconds until more is done than at the call. */
  resumed(): Promise<number>;
  stop(): Promise<void>;
};

const POLL_INTERVAL_MS = 50;

/** @param measure a statement that counts finished work as `done` */
export function watchWorkProgress(environment: TestEnvironment, measure: string): WorkProgress {
  let stopped = false;
  let done = 0;

  async function poll(): Promise<number> {
    const [row] = await environment.ask<{ done: number }>(measure);
    done = row?.done ?? 0;
    return done;
  }

  async function watch(): Promise<void> {
    while (!stopped) {
      await poll();
      await sleep(POLL_INTERVAL_MS);
    }
  }

  const watching = watch();
  return {
    done: () => done,
    async resumed() {
      const from = performance.now();
      // What was done before the fault and is only seen now does not count.
      const before = await poll();
      while (done <= before && !stopped) await sleep(POLL_INTERVAL_MS);
      return performance.now() - from;
    },
    async stop() {
      stopped = true;
      await watching;
    },
  };
}
