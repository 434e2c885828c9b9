import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import type { Clock } from '#app/lib/clock.ts';
import { shopIdOf } from '#app/shopify/install.server.ts';
import { WAIT_MS } from '#tests/setup/never.ts';
import type { Store } from '#tests/store/store.ts';
import type { Child } from './child.ts';

/** What is looked at to see whether the app still works; `owner` sees every row and the queue. */
export type WatchedStack = {
  store: Store;
  owner: pg.Pool;
  clock: Clock;
  /** The processes of the app, of which none may end. */
  processes: () => readonly Child[];
};

const POLL_INTERVAL_MS = 5;

/**
 * Waits until the app has done everything that there is to do at this moment: every webhook is accepted and processed,
 * everything due is done, no import is under way, and the queue holds no job that could run now. Each of these is
 * written in the transaction that ends the one before it, so one look that finds none is enough.
 * @param meanwhile done before each look
 */
export async function workDone(
  watched: WatchedStack,
  meanwhile?: () => Promise<void>,
): Promise<void> {
  const deadline = Date.now() + WAIT_MS;
  for (;;) {
    await watched.store.webhooks.idle();
    const ended = watched.processes().find((child) => child.hasEnded());
    if (ended) throw new Error(`A process of the app ended by itself:\n${ended.output()}`);
    await meanwhile?.();
    const left = (await jobsLeft(watched)) ?? (await workLeft(watched));
    if (Object.values(left).every((count) => count === 0)) return;
    if (Date.now() > deadline)
      throw new Error(`The app did not finish its work: ${JSON.stringify(left)}.`);
    await sleep(POLL_INTERVAL_MS);
  }
}

/**
 * Looks whether the queue has jobs, which costs little; null when it has none. A job that comes while the one before of
 * its kind is being ended would be found at the queue's next poll, up to half a second of real time later: it is
 * announced once more.
 */
async function jobsLeft({ owner }: WatchedStack): Promise<Record<string, number> | null> {
  const { rows } = await owner.query<{ running: number; ready: number }>(
    `select running::int, ready::int,
            case when ready > 0 then pg_notify('jobs:insert', '{"r":0,"count":1}') end
       from (select count(*) filter (where locked_at is not null) as running,
                    count(*) filter (where locked_at is null and attempts < max_attempts
                                       and (run_at <= clock_timestamp() or attempts > 0)) as ready
               from graphile_worker._private_jobs) as jobs`,
  );
  const { running = 0, ready = 0 } = rows[0] ?? {};
  return running + ready === 0 ? null : { running, ready };
}

async function workLeft({ store, owner, clock }: WatchedStack): Promise<Record<string, number>> {
  const { deliveries, accepted } = store.webhooks;
  const shopId = shopIdOf(store.options.shopDomain);
  const { rows } = await owner.query<Record<string, string>>(
    `select (select count(*) from inbox where shop_id = $1) as inbox,
              (select count(*) from effect where shop_id = $1 and state in ('ready', 'attempted') and due_at <= $2) as effects,
              (select count(*) from journey_run where shop_id = $1 and state = 'active' and wake_at <= $2) as runs,
              (select count(*) from profile where shop_id = $1 and next_change_at <= $2) as profiles,
              (select count(*) from held_click where shop_id = $1 and due_at <= $2) as clicks,
              (select count(*) from import_run where shop_id = $1 and state in ('asking', 'preparing', 'reading')) as imports`,
    [shopId, new Date(clock.now())],
  );
  const inside = Object.entries(rows[0] ?? {}).map(
    ([what, count]) => [what, Number(count)] as const,
  );
  return { webhooks: deliveries.length - accepted.length, ...Object.fromEntries(inside) };
}

/** When time alone next makes something due in a shop: a step of a journey, a mail, a click that is held. */
export async function nextDue({ store, owner, clock }: WatchedStack): Promise<number> {
  const shopId = shopIdOf(store.options.shopDomain);
  const { rows } = await owner.query<{ at: Date | null }>(
    `select least(
         (select min(due_at) from effect where shop_id = $1 and state = 'ready' and due_at > $2),
         (select min(wake_at) from journey_run where shop_id = $1 and state = 'active' and wake_at > $2),
         (select min(due_at) from held_click where shop_id = $1 and due_at > $2)) as at`,
    [shopId, new Date(clock.now())],
  );
  return rows[0]?.at?.getTime() ?? Infinity;
}
