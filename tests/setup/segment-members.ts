import type { TestDatabase } from './database.ts';

/** The profiles that are in a segment now, by id. */
export async function membersOf(
  { owner }: TestDatabase,
  shopId: string,
  segmentKey: string,
): Promise<string[]> {
  const { rows } = await owner.query<{ id: string }>(
    `select profile_id as id from membership
      where shop_id = $1 and segment_key = $2 and left_at is null order by 1`,
    [shopId, segmentKey],
  );
  return rows.map(({ id }) => id);
}
