import type pg from 'pg';
import { z } from 'zod';
import { inShop, type ShopClient } from '#app/platform/db.server.ts';
import { internalDelivery, type Delivery } from '#app/events/inbox/delivery.ts';
import { storeDeliveries } from '#app/events/inbox/intake.server.ts';
import { enqueueJob } from '#app/queue/queue.server.ts';
import { idOf } from '#app/lib/ids.ts';
import { MINUTE } from '#app/lib/duration.ts';
import { Hit, HOLD_MS, hitsOfPeople, LONGEST_HOLD_MS } from './judge-clicks.ts';
import type { LinkClaim, UnsubscribeClaim } from './links.ts';

/** More of one mail say nothing more. */
const MOST_HITS = 100;
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
  const { rows } = await client.query<{ isFirst: boolean }>(
    `insert into held_click (shop_id, effect_key, profile_id, sent_at, first_at, due_at, hits)
     select $1, $2, profile_id, sent_at, $3, $4, jsonb_build_array($5::jsonb)
       from message where shop_id = $1 and effect_key = $2
     on conflict (shop_id, effect_key) do update
        set due_at = least($4, held_click.first_at + $6 * interval '1 ms'),
            hits = case when jsonb_array_length(held_click.hits) < $7 then held_click.hits || $5::jsonb
                        else held_click.hits end
     returning jsonb_array_length(hits) = 1 as "isFirst"`,
    [shopId, effectKey, new Date(now), new Date(now + HOLD_MS), hit, LONGEST_HOLD_MS, MOST_HITS],
  );
  // Its turn notes when it will be due.
  if (rows[0]?.isFirst) await enqueueJob(client, shopId, 'drain');
}

/** Notes beside what is held of a person that the page to unsubscribe was opened, as programs do that open all. */
export async function holdUnsubscribeOpened(
  client: ShopClient,
  { shopId, profileId }: UnsubscribeClaim,
  now: number,
): Promise<void> {
  const hit: Hit = { link: UNSUBSCRIBE, at: now, url: null };
  await client.query(
    `update held_click set hits = hits || $3::jsonb
      where shop_id = $1 and profile_id = $2 and jsonb_array_length(hits) < $4`,
    [shopId, profileId, hit, MOST_HITS],
  );
}

const AT_ONCE = 500;

type HeldRow = {
  effectKey: string;
  sentAt: number;
  hits: unknown;
  email: string | null;
  customerId: string | null;
};

/** Judges what has been held for long enough and sends the engine the clicks of people. */
export async function releaseClicks(pool: pg.Pool, shopId: string, now: number): Promise<void> {
  for (;;)
    if ((await inShop(pool, shopId, (client) => release(client, shopId, now))) < AT_ONCE) return;
}

async function release(client: ShopClient, shopId: string, now: number): Promise<number> {
  const { rows } = await client.query<HeldRow>(
    `with due as (
       delete from held_click where shop_id = $1 and effect_key = any(array(
         select effect_key from held_click where shop_id = $1 and due_at <= $2
          order by due_at limit $3 for update))
       returning effect_key, profile_id, sent_at, hits)
     select due.effect_key as "effectKey", due.sent_at as "sentAt", due.hits,
            profile.email, profile.customer_id as "customerId"
       from due left join profile on profile.shop_id = $1 and profile.id = due.profile_id`,
    [shopId, new Date(now), AT_ONCE],
  );
  await storeDeliveries(client, shopId, rows.flatMap(clicksOf));
  return rows.length;
}

/** A click is not worth stopping a shop for: what cannot be read counts as none. */
const HeldHits = z.array(Hit).catch([]);

/** What the engine receives of a mail: its clicks by people, one a minute at most. */
function clicksOf({ effectKey, sentAt, hits, email, customerId }: HeldRow): Delivery[] {
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
