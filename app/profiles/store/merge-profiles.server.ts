import type { ShopClient } from '#app/platform/db.server.ts';
import { HELD_TABLES } from '#app/profiles/person-tables/registry.ts';

/** Tables whose rows follow their person, and whether they also remember whose they were before; events are many. */
const FOLLOWING = HELD_TABLES.filter(
  ({ table, person: { merge } }) => table !== 'event' && merge?.startsWith('follows'),
);

/** The row remembers whose it was. */
const WITH_PART = ', part_id = coalesce(part_id, moved.from_id)';

/** A statement for each column with the id of a profile: $2 and $3 are who was merged into whom. */
const MOVES = FOLLOWING.flatMap(({ table, person }) => {
  const part = person.merge === 'follows_with_part' ? WITH_PART : '';
  return person.profile.map(
    (column) => `update ${table} set ${column} = moved.into_id${part}
      from unnest($2::uuid[], $3::uuid[]) as moved (from_id, into_id)
      where ${table}.shop_id = $1 and ${table}.${column} = moved.from_id`,
  );
});

/** Gives what follows a person, but for their events, to the profile that each was merged into: one statement a column. */
export async function moveMergedRows(
  client: ShopClient,
  shopId: string,
  from: readonly string[],
  into: readonly string[],
): Promise<void> {
  for (const sql of MOVES) await client.query(sql, [shopId, from, into]);
}

/** Removes profiles, with what is computed of them. */
export async function deleteProfiles(
  client: ShopClient,
  shopId: string,
  ids: readonly string[],
): Promise<void> {
  await client.query('delete from profile where shop_id = $1 and id = any($2)', [shopId, ids]);
}
