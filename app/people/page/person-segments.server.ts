import type { ShopClient } from '#app/platform/db.server.ts';
import { latestStays } from '#app/people/store/latest-stays.server.ts';
import { describePredicate } from '#app/segments/builder/describe.ts';
import { loadNames } from '#app/segments/load-names.server.ts';
import { loadSegments } from '#app/segments/store/load-segments.server.ts';
import { segmentsOf } from '#app/segments/stored-segment.ts';
import { takesTheRest } from '#app/segments/ready/ready-segments.ts';
import type { PersonSegment } from './person-segments.ts';

/** The segments a person is in and was in, those of now first, each the latest first. */
export async function personSegments(
  client: ShopClient,
  shopId: string,
  profileId: string,
): Promise<PersonSegment[]> {
  const rows = await latestStays(client, shopId, profileId);
  if (rows.length === 0) return [];
  const stored = await loadSegments(client, shopId);
  const predicates = new Map(segmentsOf(stored).map(({ key, predicate }) => [key, predicate]));
  const shown = rows.flatMap(({ key }) => predicates.get(key) ?? []);
  const names = await loadNames(client, shopId, shown, stored);
  return rows.flatMap((row) => {
    // What is archived is not in use any more, and its members are not shown.
    const name = names.segment?.(row.key);
    if (name == null) return [];
    const predicate = predicates.get(row.key);
    return [
      { ...row, name, words: wordsOf(row.key, predicate && describePredicate(predicate, names)) },
    ];
  });
}

function wordsOf(key: string, words: string | undefined): string | null {
  return takesTheRest(key) ? 'people in none of the other groups' : (words ?? null);
}
