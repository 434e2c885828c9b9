import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { settle, workWaiting } from '#tests/stack/settle.ts';
import type { SpeedClock } from '#tests/store/front/speed-clock.ts';
import type { Store } from '#tests/store/start.ts';
import type { Agenda } from './agenda.ts';

type Passing = {
  store: Store;
  speed: SpeedClock;
  agenda: Agenda;
  pool: pg.Pool;
  /** Simulated time at which to stop, epoch milliseconds. */
  until: number;
};

/** A day and a half a second: six recorded weeks take half a minute, and what the pauses add. */
const RATE = 129_600;
/** Work waiting at which time stands still until the app has caught up. */
const MUCH_WAITING = 150;
const LOOK_EVERY_MS = 50;

/**
 * Lets simulated time pass until an end, and stand still whenever the app has more waiting than it would in
 * real life: at such a speed half a second of work is most of a day of delay.
 * @param meanwhile done at every look
 */
export async function letTimePass(passing: Passing, meanwhile: () => Promise<void>): Promise<void> {
  const { speed, agenda, until } = passing;
  const working = { store: passing.store, clock: speed, pool: passing.pool };
  while (speed.now() < until) {
    await agenda.tick(Math.min(speed.now(), until));
    await meanwhile();
    const waiting = await workWaiting(working);
    const rate = waiting > MUCH_WAITING ? 0 : RATE;
    if (speed.setting().rate !== rate) speed.setRate(rate);
    await sleep(LOOK_EVERY_MS);
  }
  speed.setRate(0);
  await agenda.tick(until);
  await settle(working);
}
