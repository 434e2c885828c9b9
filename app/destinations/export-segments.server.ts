import { z } from 'zod';
import { failUnreadableEffects } from '#app/consent/fail-unreadable-effects.server.ts';
import { inShop, type ShopClient } from '#app/platform/db.server.ts';
import type { AdminClient } from '#app/shopify/admin-client.ts';
import type { AdminOutcome } from '#app/shopify/admin-response.ts';
import { segmentCreate } from '#app/shopify/operations/segment-create.ts';
import { segmentUpdate } from '#app/shopify/operations/segment-update.ts';
import { segments } from '#app/shopify/operations/segments.ts';
import type { TagSyncServices } from './sync-tags.server.ts';

const Export = z.object({ segmentKey: z.string(), name: z.string(), query: z.string() });
type Export = z.infer<typeof Export>;

/**
 * Makes the segments in Shopify that were asked for, or changes those that were made before. Shopify would make one
 * twice, so it is first looked for by its name and query: a worker killed after making it finds it there.
 * @returns after how many milliseconds to go on, when Shopify asked for a pause; null when all is done
 * @throws when there was no token or no usable answer: to be tried again later
 */
export async function exportSegments(
  { pool, clock, logger, admin }: TagSyncServices,
  shopId: string,
): Promise<number | null> {
  const pending = await inShop(pool, shopId, (client) => loadExports(client, shopId, clock.now()));
  for (const { key, shopifyId, wanted, payload } of pending) {
    const answer = await upsertSegment(admin, wanted, shopifyId);
    logger.info({ shop: admin.shop, effect: key, outcome: answer.outcome }, 'segment exported');
    switch (answer.outcome) {
      case 'ok':
      case 'redacted':
        await inShop(pool, shopId, async (client) => {
          await recordExport(client, shopId, wanted, answer.data, clock.now());
          await completeExport(client, shopId, { key, payload, answer: null }, clock.now());
        });
        break;
      case 'user_errors':
      case 'denied': {
        const said =
          answer.outcome === 'denied'
            ? 'Shopify does not allow this app to make segments.'
            : answer.errors.map(({ message }) => message).join(' ');
        await inShop(pool, shopId, (client) =>
          completeExport(client, shopId, { key, payload, answer: said }, clock.now()),
        );
        break;
      }
      case 'throttled':
        return answer.retryAfterMs;
      case 'unauthorized':
      case 'failed':
        throw new Error(`Segments not made yet (${answer.outcome}); the job will try again.`);
    }
  }
  return null;
}

type PendingExport = { key: string; shopifyId: string | null; wanted: Export; payload: string };

async function loadExports(
  client: ShopClient,
  shopId: string,
  now: number,
): Promise<PendingExport[]> {
  const { rows } = await client.query<{ key: string; payload: string; shopify_id: string | null }>(
    `select e.key, e.payload::text as payload, x.shopify_id
       from effect e
       left join segment_export x on x.shop_id = $1 and x.segment_key = e.payload->>'segmentKey'
      where e.shop_id = $1 and e.kind = 'export_segment' and e.state = 'ready' order by e.due_at, e.key`,
    [shopId],
  );
  const unreadable: string[] = [];
  const exports = rows.flatMap(({ key, payload, shopify_id: shopifyId }) => {
    const wanted = Export.safeParse(JSON.parse(payload));
    if (wanted.success) return [{ key, payload, shopifyId, wanted: wanted.data }];
    unreadable.push(key);
    return [];
  });
  await failUnreadableEffects(client, shopId, unreadable, now);
  return exports;
}

/** @returns the segment's number in Shopify */
async function upsertSegment(
  admin: AdminClient,
  { name, query }: Export,
  known: string | null,
): Promise<AdminOutcome<string>> {
  const there = await segments(admin);
  if (there.outcome !== 'ok' && there.outcome !== 'redacted') return there;
  const existing =
    there.data.find(({ id }) => id === known) ??
    there.data.find((one) => one.name === name && one.query === query);
  if (existing === undefined) return await segmentCreate(admin, name, query);
  const answer = await segmentUpdate(admin, existing.id, { name, query });
  return answer.outcome === 'ok' || answer.outcome === 'redacted'
    ? { outcome: 'ok', data: existing.id }
    : answer;
}

async function recordExport(
  client: ShopClient,
  shopId: string,
  { segmentKey, name, query }: Export,
  shopifyId: string,
  now: number,
): Promise<void> {
  await client.query(
    `insert into segment_export (shop_id, segment_key, shopify_id, name, query, exported_at)
     values ($1, $2, $3, $4, $5, $6)
     on conflict (shop_id, segment_key) do update set shopify_id = excluded.shopify_id,
       name = excluded.name, query = excluded.query, exported_at = excluded.exported_at`,
    [shopId, segmentKey, shopifyId, name, query, new Date(now)],
  );
}

/** What was asked for again meanwhile stays to be done. */
async function completeExport(
  client: ShopClient,
  shopId: string,
  { key, payload, answer }: { key: string; payload: string; answer: string | null },
  now: number,
): Promise<void> {
  await client.query(
    `update effect set state = $4, answer = $5, settled_at = $6, attempts = attempts + 1
      where shop_id = $1 and key = $2 and state = 'ready' and payload::text = $3`,
    [shopId, key, payload, answer === null ? 'done' : 'failed', answer, new Date(now)],
  );
}
