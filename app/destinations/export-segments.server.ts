import type { DueEffect } from '#app/effects/due-effect.ts';
import type { EffectExecutor, EffectOutcome } from '#app/effects/effect-executor.server.ts';
import type { SegmentRequest } from '#app/effects/kinds/export-segment.ts';
import { unansweredEffect } from '#app/effects/unanswered-effect.server.ts';
import { inShop } from '#app/platform/db.server.ts';
import type { AdminClient } from '#app/shopify/admin-client.ts';
import { userErrorText, type AdminOutcome } from '#app/shopify/admin-response.ts';
import type { AdminContext } from '#app/shopify/admin-context.server.ts';
import { segmentCreate } from '#app/shopify/operations/segment-create.ts';
import { segmentUpdate } from '#app/shopify/operations/segment-update.ts';
import { segments } from '#app/shopify/operations/segments.ts';
import { madeExport, saveExport } from './store/segment-exports.server.ts';

/**
 * Makes the segment in Shopify that was asked for, or changes the one that was made before. Shopify would make one
 * twice, so it is first looked for by its name and query: a worker killed after making it finds it there.
 */
export const exportSegmentExecutor: EffectExecutor<'export_segment', AdminContext> = {
  works: 'one by one',
  execute: exportSegment,
};

async function exportSegment(
  { key, payload: wanted }: DueEffect<'export_segment'>,
  { pool, logger, admin }: AdminContext,
  shopId: string,
): Promise<EffectOutcome> {
  const made = await inShop(pool, shopId, (client) =>
    madeExport(client, shopId, wanted.segmentKey),
  );
  const answer = await upsertSegment(admin, wanted, made?.shopifyId ?? null);
  logger.info({ shop: admin.shop, effect: key, outcome: answer.outcome }, 'segment exported');
  switch (answer.outcome) {
    case 'ok':
    case 'redacted':
      // Also when it was asked for again meanwhile: what was made is to be found by its number then.
      return {
        state: 'done',
        write: (client, { now }) => saveExport(client, shopId, wanted, answer.data, now),
      };
    case 'user_errors':
      return { state: 'failed', answer: userErrorText(answer.errors) };
    case 'denied':
      return { state: 'failed', answer: 'Shopify does not allow this app to make segments.' };
    case 'throttled':
    case 'unauthorized':
    case 'failed':
      return unansweredEffect(answer);
  }
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
