import type { ShopClient } from '#app/platform/db.server.ts';
import { describePredicate } from '#app/segments/builder/describe.ts';
import { loadNames } from '#app/segments/load-names.server.ts';
import { loadSegments, segmentsOf } from '#app/segments/load-segments.server.ts';
import { takesTheRest } from '#app/segments/ready/ready-segments.ts';
import type { PersonSegment } from './person-segments.ts';

/** The latest of each segment; more than a person is ever in at once. */
const SHOWN = 100;

/** The segments a person is in and was in, those of now first, each the latest first. */
export async function personSegments(
  client: ShopClient,
  shopId: string,
  profileId: string,
): Promise<PersonSegment[]> {
  const { rows } = await client.query<Pick<PersonSegment, 'key' | 'enteredAt' | 'leftAt'>>(
    `select key, "enteredAt", "leftAt" from (
       select distinct on (segment_key) segment_key as key, entered_at as "enteredAt", left_at as "leftAt"
         from membership where shop_id = $1 and profile_id = $2
        order by segment_key, entered_at desc) as latest
      order by "leftAt" desc nulls first, "enteredAt" desc, key limit $3`,
    [shopId, profileId, SHOWN],
  );
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
