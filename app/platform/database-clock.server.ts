import { performance } from 'node:perf_hooks';
import type { Clock } from '#app/lib/clock.ts';
import { SECOND } from '#app/lib/duration.ts';

/** The database's time, extrapolated between two reads by this process's monotonic clock. */
export type DatabaseClock = Clock & {
  /** Reads the database's clock; rejects when it does not respond, and the time goes on as it was. */
  align(): Promise<void>;
};

/** A slower answer does not say well enough when it was given. */
const MAX_UNCERTAINTY_MS = SECOND / 4;

type Sources = { steady: () => number; host: () => number };

const REAL: Sources = { steady: () => performance.now(), host: () => Date.now() };

/**
 * A clock on which all processes of one database agree, whatever the clocks of their hosts say or jump to: else a
 * host that is ten minutes ahead would send ten minutes early what all others keep for later.
 * @param readTime asks the database for its time, epoch milliseconds
 * @param sources steady time and the host's time, milliseconds; the latter only counts until the first read
 */
export function databaseClock(
  readTime: () => Promise<number>,
  { steady, host }: Sources = REAL,
): DatabaseClock {
  let known: { offset: number; uncertainty: number } | undefined;
  return {
    now: () => (known === undefined ? host() : Math.round(steady() + known.offset)),
    async align() {
      const asked = steady();
      const now = await readTime();
      const answered = steady();
      const uncertainty = answered - asked;
      if (known !== undefined && uncertainty > Math.max(MAX_UNCERTAINTY_MS, known.uncertainty))
        return;
      known = { offset: now - (asked + answered) / 2, uncertainty };
    },
  };
}
