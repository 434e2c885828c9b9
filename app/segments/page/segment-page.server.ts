import type { ShopClient } from '#app/platform/db.server.ts';
import { arrangeRows } from '#app/lib/arrange-rows.ts';
import type { ListView, RowPage } from '#app/lib/list-view.ts';
import { dayIn } from '#app/lib/shop-day.ts';
import { readFigure } from '#app/roll-ups/store/read-figures.server.ts';
import { describePredicate } from '#app/segments/builder/describe.ts';
import { differencesBetween } from '#app/segments/builder/differences.ts';
import { loadNames } from '#app/segments/load-names.server.ts';
import { loadSegments, loadSegmentVersions } from '#app/segments/store/load-segments.server.ts';
import { segmentDays } from '#app/segments/store/segment-days.server.ts';
import { sharedMembers } from '#app/segments/store/shared-members.server.ts';
import { takesTheRest } from '#app/segments/ready/ready-segments.ts';
import { silentTopics } from '#app/events/page/data-quality.server.ts';
import type { SegmentPage, Overlap, DescribedVersion } from './segment-page.ts';
import { segmentSizes, segmentsInUse } from './list-segments.server.ts';
import { segmentWarnings } from './segment-health.ts';
import { segmentInputs } from './segment-inputs.ts';
import { untilNow } from './segment-lines.ts';
import { SEGMENT_VERSIONS_SHOWN, VERSION_ORDER, type VersionSort } from './segment-view.ts';

/** Days that the page of a segment shows. */
const MOVEMENT_DAYS = 90;

/**
 * What a segment is and how it moves.
 * @returns null when the shop has no such segment
 */
export async function loadSegmentPage(
  client: ShopClient,
  shopId: string,
  key: string,
  timeZone: string,
  now: number,
): Promise<SegmentPage | null> {
  const stored = await loadSegments(client, shopId);
  const inUse = (await segmentsInUse(client, shopId)).find((one) => one.key === key);
  const archived = stored.get(key);
  const segment = inUse ?? (archived ? { ...archived, kind: 'own' as const } : null);
  if (!segment) return null;
  const { predicate, ...shown } = segment;
  const names = await loadNames(client, shopId, [predicate], stored);
  const size = (await segmentSizes(client, shopId)).get(key) ?? 0;
  const people = await readFigure(client, shopId, 'people');
  const silent = await silentTopics(client, shopId, timeZone, now);
  const today = dayIn(now, timeZone);
  const known = (await segmentDays(client, shopId, [key], MOVEMENT_DAYS, today)).get(key) ?? [];
  const days = untilNow(known, size, today);
  const topics = segmentInputs(predicate).filter((topic) => silent.includes(topic));
  return {
    segment: { ...shown, archivedAt: archived?.archivedAt ?? null },
    words: takesTheRest(key)
      ? 'people in none of the other groups'
      : describePredicate(predicate, names),
    size,
    people,
    days,
    warnings: segmentWarnings({ ...shown, size, people, silent: topics, days }),
  };
}

/** The other segments that a segment shares people with, the most first. */
export async function segmentOverlap(
  client: ShopClient,
  shopId: string,
  key: string,
): Promise<Overlap[]> {
  const segments = await segmentsInUse(client, shopId);
  const rows = await sharedMembers(client, shopId, key);
  const names = new Map(segments.map((one) => [one.key, one.name]));
  return rows.flatMap((row) => {
    const name = names.get(row.key);
    return name === undefined ? [] : [{ ...row, name }];
  });
}

/** A page of the versions of a segment in plain words. */
export async function segmentHistory(
  client: ShopClient,
  shopId: string,
  key: string,
  view: ListView<VersionSort>,
): Promise<RowPage<DescribedVersion>> {
  const versions = await loadSegmentVersions(client, shopId, key);
  const predicates = versions.map(({ predicate }) => predicate);
  const stored = await loadSegments(client, shopId);
  const names = await loadNames(client, shopId, predicates, stored);
  const inWords = versions.map((one, place) => {
    const { version, madeBy, madeAt, note, predicate } = one;
    const before = versions[place + 1];
    const differences = before ? differencesBetween(before, one, names) : null;
    return {
      version,
      madeBy,
      madeAt,
      note,
      words: describePredicate(predicate, names),
      differences,
    };
  });
  return arrangeRows(inWords, view, VERSION_ORDER, SEGMENT_VERSIONS_SHOWN);
}
