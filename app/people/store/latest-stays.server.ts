import type { ShopClient } from '#app/platform/db.server.ts';
import type { PersonSegment } from '#app/people/page/person-segments.ts';

/** The latest of each segment; more than a person is ever in at once. */
const SHOWN = 100;

/** A person's latest stay in each segment, those of now first, each the latest first. */
export async function latestStays(
  client: ShopClient,
  shopId: string,
  profileId: string,
): Promise<Pick<PersonSegment, 'key' | 'enteredAt' | 'leftAt'>[]> {
  const { rows } = await client.query<Pick<PersonSegment, 'key' | 'enteredAt' | 'leftAt'>>(
    `select key, "enteredAt", "leftAt" from (
       select distinct on (segment_key) segment_key as key, entered_at as "enteredAt", left_at as "leftAt"
         from membership where shop_id = $1 and profile_id = $2
        order by segment_key, entered_at desc) as latest
      order by "leftAt" desc nulls first, "enteredAt" desc, key limit $3`,
    [shopId, profileId, SHOWN],
  );
  return rows;
}
