import type pg from 'pg';
import {
  lockProductChange,
  noteChangeReported,
  type OpenProductChange,
} from '#app/catalog/store/product-changes.server.ts';
import { internalDelivery, type Delivery } from '#app/events/inbox/delivery.ts';
import { storeDeliveries } from '#app/events/inbox/intake.server.ts';
import type { Clock } from '#app/lib/clock.ts';
import { DAY } from '#app/lib/duration.ts';
import { inShop } from '#app/platform/db.server.ts';
import { enqueueJob } from '#app/queue/queue.server.ts';
import {
  selectInterestedPeople,
  type InterestedPeople,
  type InterestedPerson,
} from '#app/segments/store/interested-people.server.ts';

/** Interest that is older says little of today. */
const INTERESTED_MS = 60 * DAY;
/** A change that is older is no news; after an outage it is dropped. */
const NEWS_MS = 2 * DAY;
/** A person hears of a product that it is back, or that it costs less, at most once in so long. */
const QUIET_MS = 30 * DAY;
/** People who are read in one transaction, and transactions of one job. */
const CHUNK = 2_000;
const MOST_CHUNKS = 20;

/**
 * Sends the engine an event of each person who was interested in a product that can be bought again or costs less. May be
 * killed at any moment and run again: it goes on behind the last person.
 */
export async function reportProductChanges(
  { pool, clock }: { pool: pg.Pool; clock: Clock },
  shopId: string,
): Promise<void> {
  for (let chunk = 0; chunk < MOST_CHUNKS; chunk += 1)
    if (!(await reportChunk(pool, shopId, clock.now()))) return;
  await inShop(pool, shopId, (client) => enqueueJob(client, shopId, 'product_changes'));
}

/** @returns whether there was something to report */
async function reportChunk(pool: pg.Pool, shopId: string, now: number): Promise<boolean> {
  return await inShop(pool, shopId, async (client) => {
    const change = await lockProductChange(client, shopId);
    if (!change) return false;
    const { productId, at, reached: after } = change;
    const event = EVENT_OF[change.kind];
    const since = at - INTERESTED_MS;
    const asked = { productId, since, event, quietSince: at - QUIET_MS, after };
    const isNews = now - at < NEWS_MS;
    const found = isNews ? await selectInterestedPeople(client, shopId, asked, CHUNK) : NO_ONE;
    await storeDeliveries(
      client,
      shopId,
      found.people.map((person) => deliveryOf(change, person, now)),
    );
    await noteChangeReported(client, shopId, change, found.reached);
    return true;
  });
}

const NO_ONE: InterestedPeople = { people: [], reached: null };

const EVENT_OF = { restocked: 'product.restocked', reduced: 'product.reduced' } as const;

/** The same however often a change is reported to a person, received when it is. */
function deliveryOf(
  change: OpenProductChange,
  { id, email }: InterestedPerson,
  now: number,
): Delivery {
  const { kind, productId, at, variantId, fromMinor, toMinor, currency } = change;
  const body = { at, identifiers: [{ kind: 'email', value: email }], productId };
  const key = `${productId}:${String(at)}:${id}`;
  const price = { variantId, fromMinor, toMinor, currency };
  return internalDelivery(
    EVENT_OF[kind],
    key,
    now,
    kind === 'reduced' ? { ...body, ...price } : body,
  );
}
