import type { ShopClient } from '#app/platform/db.server.ts';
import { readFigures } from '#app/roll-ups/store/read-figures.server.ts';
import { loadSegments } from '#app/segments/store/load-segments.server.ts';
import type { StoredSegment } from '#app/segments/stored-segment.ts';
import { READY_SEGMENTS, type ReadySegment } from '#app/segments/ready/ready-segments.ts';
import type { SegmentInUse } from './list-segments.ts';

/**
 * The segments in use: the ready ones as the shop changed them, then its own.
 * @param keys only these; null for all
 */
export async function segmentsInUse(
  client: ShopClient,
  shopId: string,
  keys: readonly string[] | null = null,
): Promise<SegmentInUse[]> {
  const stored = await loadSegments(client, shopId, keys);
  const ready = READY_SEGMENTS.filter(({ key }) => keys === null || keys.includes(key)).map((one) =>
    readyInUse(one, stored.get(one.key)),
  );
  const readyKeys = new Set(ready.map(({ key }) => key));
  const own = [...stored.values()].filter(
    ({ key, archivedAt }) => archivedAt === null && !readyKeys.has(key),
  );
  return [...ready, ...own.map((one): SegmentInUse => ({ ...one, kind: 'own' }))];
}

function readyInUse(ready: ReadySegment, stored: StoredSegment | undefined): SegmentInUse {
  return stored ? { ...stored, kind: ready.kind } : { ...ready, owner: null, problem: null };
}

/** How many are in each segment now; segments without people are missing. */
export async function segmentSizes(
  client: ShopClient,
  shopId: string,
): Promise<Map<string, number>> {
  const members = await readFigures(client, shopId, ['members']);
  return new Map(members.map(({ key, count }) => [key, count]));
}
