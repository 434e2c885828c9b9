import { recordAudit } from '#app/audit/record-audit.server.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import { enqueueJob } from '#app/queue/queue.server.ts';
import { readFigures } from '#app/roll-ups/store/read-figures.server.ts';
import { sumOfCounts } from '#app/roll-ups/sum-of.ts';
import { readTagName } from '#app/shopify/tag-name.ts';
import type { SegmentTag, TagOutcome } from './segment-tags.ts';
import {
  closeSegmentTag,
  holderOfTag,
  openSegmentTag,
  storedTag,
} from './store/segment-tags.server.ts';

/** The tag of a segment; null when it has none. */
export async function segmentTag(
  client: ShopClient,
  shopId: string,
  segmentKey: string,
): Promise<SegmentTag | null> {
  const known = await storedTag(client, shopId, segmentKey);
  if (!known) return null;
  const figures = await readFigures(
    client,
    shopId,
    ['tags', 'tags.ready', 'tags.failed'],
    0,
    segmentKey,
  );
  const of = (name: string) => sumOfCounts(figures, ({ figure }) => figure === name);
  return {
    ...known,
    customers: of('tags'),
    pending: of('tags.ready'),
    refused: of('tags.failed'),
  };
}

/**
 * Syncs a segment with a customer tag from now on: all its members get the tag in the background.
 * @param name the tag as the user typed it
 * @param now epoch milliseconds
 */
export async function enableTag(
  client: ShopClient,
  shopId: string,
  { segmentKey, name }: { segmentKey: string; name: string },
  actor: string,
  now: number,
): Promise<TagOutcome> {
  const read = readTagName(name);
  if ('problem' in read) return { outcome: 'invalid', problem: read.problem };
  const { tag } = read;
  const holder = await holderOfTag(client, shopId, tag, segmentKey);
  if (holder !== null) return { outcome: 'taken', segmentKey: holder };
  if (!(await openSegmentTag(client, shopId, { segmentKey, tag }, actor, now))) {
    const known = await segmentTag(client, shopId, segmentKey);
    if (known?.tag !== tag) return { outcome: 'other_tag', tag: known?.tag ?? tag };
    return { outcome: 'enabled', tag };
  }
  const change = { action: 'segment.tag_kept', before: null, after: { tag } };
  await recordAudit(client, shopId, { actor, subject: `segment:${segmentKey}`, ...change }, now);
  await enqueueJob(client, shopId, 'audiences');
  return { outcome: 'enabled', tag };
}

/**
 * Ends it: the tag is taken, in the background, from all customers who have it from Tendril.
 * @returns whether there was one to end
 */
export async function disableTag(
  client: ShopClient,
  shopId: string,
  segmentKey: string,
  actor: string,
  now: number,
): Promise<boolean> {
  const ended = await closeSegmentTag(client, shopId, segmentKey, actor, now);
  if (ended === null) return false;
  const change = { action: 'segment.tag_ended', before: { tag: ended }, after: null };
  await recordAudit(client, shopId, { actor, subject: `segment:${segmentKey}`, ...change }, now);
  await enqueueJob(client, shopId, 'audiences');
  return true;
}
