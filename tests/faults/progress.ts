import { setTimeout as sleep } from 'node:timers/promises';
import type { House } from './house.ts';

/** Watches how much work is done, so that it shows how soon work went on after a fault. */
export type Progress = {
  /** Work done since the start. */
  done(): number;
  /** Resolves with the milliseconds until more is done than at the call. */
  resumed(): Promise<number>;
  stop(): Promise<void>;
};

const LOOK_EVERY_MS = 50;

/** @param measure a statement that counts finished work as `done` */
export function watchProgress(house: House, measure: string): Progress {
  let stopped = false;
  let done = 0;

  async function look(): Promise<number> {
    const [row] = await house.ask<{ done: number }>(measure);
    done = row?.done ?? 0;
    return done;
  }

  async function watch(): Promise<void> {
    while (!stopped) {
      await look();
      await sleep(LOOK_EVERY_MS);
    }
  }

  const watching = watch();
  return {
    done: () => done,
    async resumed() {
      const from = performance.now();
      // What was done before the fault and is only seen now does not count.
      const before = await look();
      while (done <= before && !stopped) await sleep(LOOK_EVERY_MS);
      return performance.now() - from;
    },
    async stop() {
      stopped = true;
      await watching;
    },
  };
}
