import { performance } from 'node:perf_hooks';
import type { Clock } from '#app/lib/clock.ts';
import { SECOND } from '#app/lib/duration.ts';

/** The database's time, told on between two looks by this process's steady clock. */
export type DatabaseClock = Clock & {
  /** Looks at the database's clock; rejects when it does not answer, and the time goes on as it was. */
  align(): Promise<void>;
};

/** A slower answer does not say well enough when it was given. */
const MOST_DOUBT_MS = SECOND / 4;

type Sources = { steady: () => number; host: () => number };

const REAL: Sources = { steady: () => performance.now(), host: () => Date.now() };

/**
 * A clock on which all processes of one database agree, whatever the clocks of their hosts say or jump to: else a
 * host that is ten minutes ahead would send ten minutes early what all others keep for later.
 * @param tell asks the database for its time, epoch milliseconds
 * @param sources steady time and the host's time, milliseconds; the latter only counts until the first look
 */
export function databaseClock(
  tell: () => Promise<number>,
  { steady, host }: Sources = REAL,
): DatabaseClock {
  let known: { ahead: number; doubt: number } | undefined;
  return {
    now: () => (known === undefined ? host() : Math.round(steady() + known.ahead)),
    async align() {
      const asked = steady();
      const now = await tell();
      const answered = steady();
      const doubt = answered - asked;
      if (known !== undefined && doubt > Math.max(MOST_DOUBT_MS, known.doubt)) return;
      known = { ahead: now - (asked + answered) / 2, doubt };
    },
  };
}
