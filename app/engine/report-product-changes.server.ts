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
  type InterestedPerson,
} from '#app/segments/store/interested-people.server.ts';

/** Interest that is older says little of today. */
const INTERESTED_MS = 60 * DAY;
/** A change that is older is no news; after an outage it is dropped. */
const NEWS_MS = 2 * DAY;
/** People who get their event in one transaction, and transactions of one job. */
const CHUNK = 500;
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
    const { productId, reached: after } = change;
    const asked = { productId, since: change.at - INTERESTED_MS, after };
    const isNews = now - change.at < NEWS_MS;
    const people = isNews ? await selectInterestedPeople(client, shopId, asked, CHUNK) : [];
    await storeDeliveries(
      client,
      shopId,
      people.map((person) => deliveryOf(change, person)),
    );
    const last = people.length < CHUNK ? null : (people.at(-1)?.id ?? null);
    await noteChangeReported(client, shopId, change, last);
    return true;
  });
}

/** The same however often a change is reported to a person. */
function deliveryOf(change: OpenProductChange, { id, email }: InterestedPerson): Delivery {
  const { productId, at, fromMinor, toMinor, currency } = change;
  const body = { at, identifiers: [{ kind: 'email', value: email }], productId };
  const key = `${productId}:${String(at)}:${id}`;
  return change.kind === 'restocked'
    ? internalDelivery('product.restocked', key, at, body)
    : internalDelivery('product.reduced', key, at, { ...body, fromMinor, toMinor, currency });
}
