import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { inShop } from '#app/db.server.ts';
import type { Clock } from '#app/lib/clock.ts';
import { SECOND } from '#app/lib/duration.ts';
import { shopIdOf } from '#app/shopify/install.server.ts';
import { WAIT_MS } from '#tests/setup/never.ts';
import type { Store } from '#tests/store/start.ts';

export type Working = { store: Store; clock: Clock; pool: pg.Pool };

const LOOK_EVERY_MS = 50;
/** Looks in a row that must find nothing: work may be on its way from one place to the next. */
const STEADY_FOR = 6;

/** Waits until nothing is under way; what is left then waits for a later moment. */
export async function settle(working: Working): Promise<void> {
  const deadline = Date.now() + WAIT_MS;
  for (
    let steady = 0;
    steady < STEADY_FOR;
    steady = (await workWaiting(working)) === 0 ? steady + 1 : 0
  ) {
    if (Date.now() > deadline)
      throw new Error(`The app did not settle within ${String(WAIT_MS / SECOND)} seconds.`);
    await sleep(LOOK_EVERY_MS);
  }
}

/** Deliveries not yet accepted, accepted but not processed, and what is due: mails and steps of journeys. */
async function workWaiting({ store, clock, pool }: Working): Promise<number> {
  const { deliveries, accepted } = store.webhooks;
  const shopId = shopIdOf(store.options.shopDomain);
  const inside = await inShop(pool, shopId, async (client) => {
    const { rows } = await client.query<{ count: number }>(
      `select (select count(*) from inbox where shop_id = $1)
            + (select count(*) from effect where shop_id = $1 and state in ('ready', 'attempted') and due_at <= $2)
            + (select count(*) from journey_run where shop_id = $1 and state = 'active' and wake_at <= $2)
         as count`,
      [shopId, new Date(clock.now())],
    );
    return rows[0]?.count ?? 0;
  });
  return deliveries.length - accepted.length + inside;
}
