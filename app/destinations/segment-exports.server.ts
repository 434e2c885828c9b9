import { effectStatus, type EffectStatus } from '#app/effects/store/change-effect.server.ts';
import { replaceEffect } from '#app/effects/store/add-effects.server.ts';
import { recordAudit } from '#app/audit/record-audit.server.ts';
import { reasonWords } from '#app/journeys/page/reason-words.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import { enqueueJob } from '#app/queue/queue.server.ts';
import type { SegmentExport } from './segment-exports.ts';
import { madeExport } from './store/segment-exports.server.ts';

/** The export of a segment, also when there was none. */
export async function segmentExport(
  client: ShopClient,
  shopId: string,
  segmentKey: string,
): Promise<SegmentExport> {
  const made = await madeExport(client, shopId, segmentKey);
  const effect = await effectStatus(client, shopId, exportKey(segmentKey));
  return {
    made,
    isPending: effect?.state === 'ready',
    refusal: effect?.state === 'failed' ? refusalText(effect) : null,
  };
}

function refusalText({ reason, answer }: EffectStatus): string {
  return reason === null ? (answer ?? 'Shopify refused it.') : reasonWords(reason);
}

/**
 * Asks for a segment to be made in Shopify, or changed there to what it is now; asked for twice, it is one.
 * @param wanted its name there, and its query in Shopify's language
 * @param now epoch milliseconds
 */
export async function askForExport(
  client: ShopClient,
  shopId: string,
  segmentKey: string,
  wanted: { name: string; query: string },
  actor: string,
  now: number,
): Promise<void> {
  await replaceEffect(client, shopId, {
    key: exportKey(segmentKey),
    kind: 'export_segment',
    payload: { segmentKey, ...wanted },
    dueAt: now,
  });
  const change = { action: 'segment.exported', before: null, after: wanted };
  await recordAudit(client, shopId, { actor, subject: `segment:${segmentKey}`, ...change }, now);
  await enqueueJob(client, shopId, 'audiences');
}

/** The key under which a segment is sent to Shopify; there is at most one of each. */
function exportKey(segmentKey: string): string {
  return `export:${segmentKey}`;
}
