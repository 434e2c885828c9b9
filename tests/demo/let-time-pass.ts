import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { inShop } from '#app/db.server.ts';
import { SECOND } from '#app/lib/duration.ts';
import { shopIdOf } from '#app/shopify/install.server.ts';
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

/** A day a second: 45 recorded days take 45 seconds. */
const RATE = 86_400;
/** Work waiting at which time stands still until the app has caught up. */
const MUCH_WAITING = 150;
const LOOK_EVERY_MS = 50;
/** Simulated time that may pass between two looks; more would let people answer mails before they came. */
const STEADY_FOR = 6;

/**
 * Lets simulated time pass until an end, and stand still whenever the app has more waiting than it would in
 * real life: at a day a second, half a second of work is half a day of delay.
 * @param meanwhile done at every look
 */
export async function letTimePass(passing: Passing, meanwhile: () => Promise<void>): Promise<void> {
  const { speed, agenda, until } = passing;
  while (speed.now() < until) {
    await agenda.tick(Math.min(speed.now(), until));
    await meanwhile();
    const waiting = await workWaiting(passing);
    const rate = waiting > MUCH_WAITING ? 0 : RATE;
    if (speed.setting().rate !== rate) speed.setRate(rate);
    await sleep(LOOK_EVERY_MS);
  }
  speed.setRate(0);
  await agenda.tick(until);
  await settle(passing);
}

/** Waits until nothing is under way; what is left then waits for a later moment. */
async function settle(passing: Passing): Promise<void> {
  const deadline = Date.now() + 60 * SECOND;
  for (
    let steady = 0;
    steady < STEADY_FOR;
    steady = (await workWaiting(passing)) === 0 ? steady + 1 : 0
  ) {
    if (Date.now() > deadline) throw new Error('The app did not settle within 60 seconds.');
    await sleep(LOOK_EVERY_MS);
  }
}

/** Deliveries not yet accepted, accepted but not processed, and mails that are due. */
async function workWaiting({ store, pool, speed }: Passing): Promise<number> {
  const { deliveries, accepted } = store.webhooks;
  const shopId = shopIdOf(store.options.shopDomain);
  const inside = await inShop(pool, shopId, async (client) => {
    const { rows } = await client.query<{ count: number }>(
      `select (select count(*) from inbox where shop_id = $1)
            + (select count(*) from effect where shop_id = $1 and state in ('ready', 'attempted') and due_at <= $2)
            + (select count(*) from journey_run where shop_id = $1 and state = 'active' and wake_at <= $2)
         as count`,
      [shopId, new Date(speed.now())],
    );
    return rows[0]?.count ?? 0;
  });
  return deliveries.length - accepted.length + inside;
}
