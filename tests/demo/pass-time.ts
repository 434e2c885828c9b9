import type pg from 'pg';
import { startDuePredictions } from '#app/engine/predict/start-predictions.server.ts';
import { enqueueDayCloses, enqueueDueShops, enqueueRetention } from '#app/engine/timers.server.ts';
import { enqueueReconciles } from '#app/imports/shopify/reconcile.server.ts';
import { DAY, HOUR } from '#app/lib/duration.ts';
import type { Logger } from '#app/platform/logger.server.ts';
import type { SpeedClock } from '#tests/store/front/speed-clock.ts';
import { nextDue, workDone, type WatchedStack } from '#tests/stack/work-left.ts';
import type { Agenda } from './agenda.ts';

/** Everything that is advanced with the time. */
export type DemoContext = WatchedStack & {
  clock: SpeedClock;
  /** Acts as the app does. */
  pool: pg.Pool;
  logger: Logger;
};

/** What time alone changes in a profile is not later than this. */
const LONGEST_STEP_MS = 4 * HOUR;

/**
 * Lets simulated time pass by work done: the clock stands still until the app has done everything that there is to do,
 * then goes to the next moment at which something happens or becomes due. So it is the same on a fast machine and on a
 * slow one, and what is sent bears the moment at which it was due.
 * @param until epoch milliseconds
 * @param onStep receives the moment that was reached, when everything of it is done
 */
export async function passTime(
  context: DemoContext,
  agenda: Agenda,
  until: number,
  onStep: (now: number) => void,
): Promise<void> {
  const { clock, pool, logger } = context;
  while (clock.now() < until) {
    const from = clock.now();
    const midnight = (Math.floor(from / DAY) + 1) * DAY;
    const planned = Math.max(agenda.next() ?? Infinity, from);
    const due = await nextDue(context);
    const next = Math.min(planned, due, midnight, from + LONGEST_STEP_MS, until);
    clock.stopAt(next);
    // What is due comes before what happens at the same moment: else whichever is quicker would.
    await enqueueDueShops(pool, next, logger);
    await workDone(context);
    while ((agenda.next() ?? Infinity) <= next) {
      await agenda.tick(next);
      await workDone(context);
    }
    if (next === midnight) await closeDay(context);
    onStep(next);
  }
}

/** What the worker does at the end of a day. Its own look for it, once a minute of real time, then finds it done. */
async function closeDay(context: DemoContext): Promise<void> {
  const { clock, pool, logger } = context;
  await preparePartitions(context);
  await enqueueDayCloses(pool, clock.now(), logger);
  await workDone(context);
}

/** Makes the partitions of the coming days, as the worker does each hour of real time. */
export async function preparePartitions({ pool, clock }: DemoContext): Promise<void> {
  await pool.query('select maintain_partitions($1)', [new Date(clock.now())]);
}

/**
 * Lets the worker do at once what it does by real time after an installation or an import: else that would fall into
 * the replay, at a moment that depends on the machine.
 */
export async function doDailyWork(context: DemoContext): Promise<void> {
  const { clock, pool, logger } = context;
  await enqueueReconciles(pool, logger);
  await enqueueRetention(pool, logger);
  await startDuePredictions(pool, clock.now(), logger);
  await workDone(context);
  await closeDay(context);
}
