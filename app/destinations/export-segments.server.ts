import type { SegmentRequest } from '#app/effects/kinds/export-segment.ts';
import { completeEffects, takeDueEffects, type DueEffect } from '#app/effects/outbox.server.ts';
import { inShop, type ShopClient } from '#app/platform/db.server.ts';
import type { AdminClient } from '#app/shopify/admin-client.ts';
import { userErrorText, type AdminOutcome } from '#app/shopify/admin-response.ts';
import type { AdminContext } from '#app/shopify/admin-context.server.ts';
import { segmentCreate } from '#app/shopify/operations/segment-create.ts';
import { segmentUpdate } from '#app/shopify/operations/segment-update.ts';
import { segments } from '#app/shopify/operations/segments.ts';
import { exportedIds, saveExport } from './store/segment-exports.server.ts';

/** Segments made in one run of the job; for more it is run again. */
const MOST_AT_ONCE = 100;

/**
 * Makes the segments in Shopify that were asked for, or changes those that were made before. Shopify would make one
 * twice, so it is first looked for by its name and query: a worker killed after making it finds it there.
 * @returns after how many milliseconds to go on, when Shopify asked for a pause; null when all is done
 * @throws when there was no token or no usable answer: to be tried again later
 */
export async function exportSegments(
  { pool, clock, logger, admin }: AdminContext,
  shopId: string,
): Promise<number | null> {
  const { pending, isMore } = await inShop(pool, shopId, (client) =>
    loadExports(client, shopId, clock.now()),
  );
  for (const { key, shopifyId, payload: wanted, payloadText } of pending) {
    const answer = await upsertSegment(admin, wanted, shopifyId);
    logger.info({ shop: admin.shop, effect: key, outcome: answer.outcome }, 'segment exported');
    switch (answer.outcome) {
      case 'ok':
      case 'redacted':
        await inShop(pool, shopId, async (client) => {
          await saveExport(client, shopId, wanted, answer.data, clock.now());
          const completed = { key, payloadText, state: 'done' } as const;
          await completeEffects(client, shopId, [completed], clock.now());
        });
        break;
      case 'user_errors':
      case 'denied': {
        const said =
          answer.outcome === 'denied'
            ? 'Shopify does not allow this app to make segments.'
            : userErrorText(answer.errors);
        // What was asked for again meanwhile stays to be done.
        const completed = { key, payloadText, state: 'failed', answer: said } as const;
        await inShop(pool, shopId, (client) =>
          completeEffects(client, shopId, [completed], clock.now()),
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
  return isMore ? 0 : null;
}

type PendingExport = DueEffect<'export_segment'> & { shopifyId: string | null };

async function loadExports(
  client: ShopClient,
  shopId: string,
  now: number,
): Promise<{ pending: PendingExport[]; isMore: boolean }> {
  const { effects, taken } = await takeDueEffects(client, shopId, ['export_segment'], {
    limit: MOST_AT_ONCE,
    now,
    atOnce: true,
  });
  const keys = effects.map(({ payload }) => payload.segmentKey);
  const known = await exportedIds(client, shopId, keys);
  const pending = effects.map((effect) => ({
    ...effect,
    shopifyId: known.get(effect.payload.segmentKey) ?? null,
  }));
  return { pending, isMore: taken === MOST_AT_ONCE };
}

/** @returns the segment's number in Shopify */
async function upsertSegment(
  admin: AdminClient,
  { name, query }: SegmentRequest,
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
