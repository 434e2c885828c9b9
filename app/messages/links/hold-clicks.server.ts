import type pg from 'pg';
import { z } from 'zod';
import { inShop, type ShopClient } from '#app/platform/db.server.ts';
import { internalDelivery, type Delivery } from '#app/events/inbox/delivery.ts';
import { storeDeliveries } from '#app/events/inbox/intake.server.ts';
import { enqueueJob } from '#app/queue/queue.server.ts';
import { idOf } from '#app/lib/ids.ts';
import { MINUTE } from '#app/lib/duration.ts';
import { Hit, HOLD_MS, hitsOfPeople, LONGEST_HOLD_MS } from './judge-clicks.ts';
import { findCurrentPerson } from '#app/profiles/store/profile-joins.server.ts';
import type { LinkClaim, UnsubscribeClaim } from './links.ts';
import {
  addHeldHit,
  insertHeldClick,
  takeHeldClicks,
  type HeldClickRow,
} from './store/held-clicks.server.ts';

const UNSUBSCRIBE = 'unsubscribe';

/**
 * Holds a hit on a tracked link until it is plain whether a person made it; only then the engine receives it.
 * @param token of the link, which distinguishes links of one mail that lead to the same page
 * @param now epoch milliseconds
 */
export async function holdClick(
  client: ShopClient,
  { shopId, effectKey, url }: LinkClaim,
  token: string,
  now: number,
): Promise<void> {
  const hit: Hit = { link: idOf('link', token), at: now, url };
  const times = { dueAt: now + HOLD_MS, longestMs: LONGEST_HOLD_MS };
  const isFirst = await insertHeldClick(client, shopId, effectKey, hit, times);
  // Its turn notes when it will be due.
  if (isFirst) await enqueueJob(client, shopId, 'drain');
}

/** Notes beside what is held of a person that the page to unsubscribe was opened, as programs do that open all. */
export async function holdUnsubscribeOpened(
  client: ShopClient,
  { shopId, profileId }: UnsubscribeClaim,
  now: number,
): Promise<void> {
  const hit: Hit = { link: UNSUBSCRIBE, at: now, url: null };
  await addHeldHit(client, shopId, await findCurrentPerson(client, shopId, profileId), hit);
}

const AT_ONCE = 500;

/** Judges what has been held for long enough and sends the engine the clicks of people. */
export async function releaseClicks(pool: pg.Pool, shopId: string, now: number): Promise<void> {
  for (;;)
    if ((await inShop(pool, shopId, (client) => release(client, shopId, now))) < AT_ONCE) return;
}

async function release(client: ShopClient, shopId: string, now: number): Promise<number> {
  const rows = await takeHeldClicks(client, shopId, now, AT_ONCE);
  await storeDeliveries(client, shopId, rows.flatMap(clicksOf));
  return rows.length;
}

/** A click is not worth stopping a shop for: what cannot be read counts as none. */
const HeldHits = z.array(Hit).catch([]);

/** What the engine receives of a mail: its clicks by people, one a minute at most. */
function clicksOf({ effectKey, sentAt, hits, email, customerId }: HeldClickRow): Delivery[] {
  const identifiers = [
    ...(customerId === null ? [] : [{ kind: 'customer', value: customerId }]),
    ...(email === null ? [] : [{ kind: 'email', value: email }]),
  ];
  if (identifiers.length === 0) return [];
  const byMinute = new Map<number, Hit>();
  for (const hit of hitsOfPeople(HeldHits.parse(hits), sentAt)) {
    const minute = Math.floor(hit.at / MINUTE);
    if (!byMinute.has(minute)) byMinute.set(minute, hit);
  }
  return [...byMinute].map(([minute, { at, url }]) =>
    internalDelivery('mail.clicked', `${effectKey}:${String(minute)}`, at, {
      identifiers,
      at,
      effectKey,
      url,
    }),
  );
}
