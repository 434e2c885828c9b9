import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { inShop } from '#app/db.server.ts';
import type { Clock } from '#app/lib/clock.ts';
import { SECOND } from '#app/lib/duration.ts';
import { shopIdOf } from '#app/shopify/install.server.ts';
import { WAIT_MS } from '#tests/setup/never.ts';
import type { Store } from '#tests/store/start.ts';
import type { Child } from './child.ts';

export type Working = {
  store: Store;
  clock: Clock;
  pool: pg.Pool;
  /** The processes of the app, of which none may end. */
  processes: () => readonly Child[];
};

const LOOK_EVERY_MS = 50;
/** Looks in a row that must find nothing: work may be on its way from one place to the next. */
const STEADY_FOR = 6;

/** Waits until nothing is under way; what is left then waits for a later moment. */
export async function settle(working: Working): Promise<void> {
  const deadline = Date.now() + WAIT_MS;
  let steady = 0;
  for (;;) {
    const ended = working.processes().find((child) => child.hasEnded());
    if (ended) throw new Error(`A process of the app ended by itself:\n${ended.output()}`);
    const left = await workWaiting(working);
    steady = Object.values(left).every((count) => count === 0) ? steady + 1 : 0;
    if (steady === STEADY_FOR) return;
    if (Date.now() > deadline) {
      const within = `within ${String(WAIT_MS / SECOND)} seconds`;
      throw new Error(`The app did not settle ${within}; left: ${JSON.stringify(left)}.`);
    }
    await sleep(LOOK_EVERY_MS);
  }
}

/** Deliveries not yet accepted, accepted but not processed, and what is due: mails and steps of journeys. */
async function workWaiting({ store, clock, pool }: Working): Promise<Record<string, number>> {
  const { deliveries, accepted } = store.webhooks;
  const shopId = shopIdOf(store.options.shopDomain);
  const inside = await inShop(pool, shopId, async (client) => {
    const { rows } = await client.query<Record<string, number>>(
      `select (select count(*) from inbox where shop_id = $1)::int as inbox,
              (select count(*) from effect where shop_id = $1 and state in ('ready', 'attempted') and due_at <= $2)::int as effects,
              (select count(*) from journey_run where shop_id = $1 and state = 'active' and wake_at <= $2)::int as runs`,
      [shopId, new Date(clock.now())],
    );
    return rows[0] ?? {};
  });
  return { webhooks: deliveries.length - accepted.length, ...inside };
}
