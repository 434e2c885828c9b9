import type { ShopClient } from '#app/db.server.ts';
import { dayAfter, dayIn } from '#app/lib/shop-day.ts';
import type { FunnelStage } from '#app/segments/funnel-stage.ts';
import { readFigure, readFigures } from '#app/roll-ups/read-figures.server.ts';
import { loadSegments, type StoredSegment } from '#app/segments/load-segments.server.ts';
import type { Predicate } from '#app/segments/predicate.ts';
import { READY_SEGMENTS, type ReadySegment } from '#app/segments/ready-segments.ts';
import { silentTopics } from './data-quality.server.ts';
import type { SegmentDay } from './segment-health.ts';
import { segmentInputs } from './segment-inputs.ts';
import { segmentLine, TREND_DAYS, type SegmentLine } from './segment-lines.ts';

/** A segment in use, whether the shop made it or has it from the start. */
export type SegmentInUse = {
  key: string;
  name: string;
  purpose: string;
  version: number;
  predicate: Predicate;
  owner: string | null;
  stage: FunnelStage | null;
  kind: SegmentLine['kind'];
  problem: string | null;
};

/** Every segment in use: the ready ones as the shop changed them, then its own. */
export async function segmentsInUse(client: ShopClient, shopId: string): Promise<SegmentInUse[]> {
  const stored = await loadSegments(client, shopId);
  const ready = READY_SEGMENTS.map((one) => readyInUse(one, stored.get(one.key)));
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
 * @param key one segment; null for all of them
 * @param today the shop's day, such as 2026-11-21
 */
export async function segmentDays(
  client: ShopClient,
  shopId: string,
  key: string | null,
  days: number,
  today: string,
): Promise<Map<string, SegmentDay[]>> {
  const { rows } = await client.query<SegmentDay & { key: string }>(
    `select segment_key as key, day::text, size, entered, gone from segment_day
      where shop_id = $1 and ($2::text is null or segment_key = $2) and day > $3 and day <= $4
      order by segment_key, day`,
    [shopId, key, dayAfter(today, -days), today],
  );
  const byKey = new Map<string, SegmentDay[]>();
  for (const { key: segment, ...day } of rows) {
    byKey.set(segment, [...(byKey.get(segment) ?? []), day]);
  }
  return byKey;
}

/** The list of segments, and how many people there are in all. */
export async function listSegments(
  client: ShopClient,
  shopId: string,
  timeZone: string,
  now: number,
): Promise<{ lines: SegmentLine[]; people: number }> {
  const segments = await segmentsInUse(client, shopId);
  const people = await readFigure(client, shopId, 'people');
  const sizes = await segmentSizes(client, shopId);
  const today = dayIn(now, timeZone);
  const days = await segmentDays(client, shopId, null, TREND_DAYS, today);
  const silent = await silentTopics(client, shopId, timeZone, now);
  const lines = segments.map(({ predicate, version: _version, ...segment }) =>
    segmentLine(
      {
        ...segment,
        size: sizes.get(segment.key) ?? 0,
        silent: segmentInputs(predicate).filter((topic) => silent.includes(topic)),
        days: days.get(segment.key) ?? [],
      },
      people,
      today,
    ),
  );
  return { lines, people };
}

/** The archived segments; nobody is in them. */
export async function listArchived(
  client: ShopClient,
  shopId: string,
): Promise<{ lines: SegmentLine[]; people: number }> {
  const stored = await loadSegments(client, shopId);
  const archived = [...stored.values()].filter(({ archivedAt }) => archivedAt !== null);
  const lines = archived.map(({ key, name, purpose, owner, stage }): SegmentLine => {
    return { key, name, purpose, owner, stage, kind: 'own', size: 0, sizes: [], warnings: [] };
  });
  return { lines, people: 0 };
}
