import type { ShopClient } from '#app/platform/db.server.ts';
import { dayAfter } from '#app/lib/shop-day.ts';
import { readFigures } from '#app/roll-ups/read-figures.server.ts';
import { loadSegments, type StoredSegment } from '#app/segments/load-segments.server.ts';
import { READY_SEGMENTS, type ReadySegment } from '#app/segments/ready/ready-segments.ts';
import type { SegmentInUse } from './list-segments.ts';
import type { SegmentDay } from './segment-health.ts';

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

/**
 * The days of segments before today, the oldest first.
 * @param keys the segments
 * @param today the shop's day, such as 2026-11-21
 */
export async function segmentDays(
  client: ShopClient,
  shopId: string,
  keys: readonly string[],
  days: number,
  today: string,
): Promise<Map<string, SegmentDay[]>> {
  const { rows } = await client.query<SegmentDay & { key: string }>(
    `select segment_key as key, day::text, size, entered, gone from segment_day
      where shop_id = $1 and segment_key = any($2) and day > $3 and day <= $4
      order by segment_key, day`,
    [shopId, keys, dayAfter(today, -days), today],
  );
  const byKey = new Map<string, SegmentDay[]>();
  for (const { key: segment, ...day } of rows) {
    byKey.set(segment, [...(byKey.get(segment) ?? []), day]);
  }
  return byKey;
}
