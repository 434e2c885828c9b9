import type { ShopClient } from '#app/platform/db.server.ts';
import { saveNotDuplicates } from '#app/profiles/store/not-duplicates.server.ts';
import { HELD_TABLES } from '#app/profiles/person-tables/registry.ts';
import { changeEvents, groupByEvents } from './change-events.server.ts';

/** Tables whose rows follow their person, and whether they also remember whose they were before. */
const FOLLOWING = HELD_TABLES.filter(({ person: { merge } }) => merge?.startsWith('follows'));

/** The row remembers whose it was. */
const WITH_PART = ', part_id = coalesce(part_id, moved.from_id)';

/**
 * Moves everything of merged profiles to the profile they were merged into, and removes them. What is computed of
 * each goes with them: the merged profile is assessed in the same batch.
 */
export async function saveMerges(
  client: ShopClient,
  shopId: string,
  merges: { from: string; into: string }[],
): Promise<void> {
  const [from, into] = [merges.map((pair) => pair.from), merges.map((pair) => pair.into)];
  for (const { table, person } of FOLLOWING) {
    if (table === 'event') continue;
    const part = person.merge === 'follows_with_part' ? WITH_PART : '';
    for (const column of person.profile)
      await client.query(
        `update ${table} set ${column} = moved.into_id${part}
         from unnest($2::uuid[], $3::uuid[]) as moved (from_id, into_id)
         where ${table}.shop_id = $1 and ${table}.${column} = moved.from_id`,
        [shopId, from, into],
      );
  }
  await moveEvents(client, shopId, merges);
  await movePairs(client, shopId, from, into);
  await client.query('delete from profile where shop_id = $1 and id = any($2)', [shopId, from]);
}

/** Events are many: any visitor with a browser can make them. */
async function moveEvents(
  client: ShopClient,
  shopId: string,
  merges: readonly { from: string; into: string }[],
): Promise<void> {
  const intoOf = new Map(merges.map(({ from, into }) => [from, into]));
  const { together, large } = await groupByEvents(client, shopId, [...intoOf.keys()]);
  for (const ids of together)
    await client.query(
      `update event set profile_id = moved.into_id${WITH_PART}
       from unnest($2::uuid[], $3::uuid[]) as moved (from_id, into_id)
       where event.shop_id = $1 and event.profile_id = moved.from_id`,
      [shopId, ids, ids.map((id) => intoOf.get(id))],
    );
  for (const id of large)
    await changeEvents(client, shopId, id, {
      set: 'profile_id = $3, part_id = coalesce(part_id, $2)',
      values: [intoOf.get(id)],
    });
}

/**
 * Two profiles that became one are no possible duplicates any more; the marks of the others point to the profile they
 * are part of now.
 */
async function movePairs(
  client: ShopClient,
  shopId: string,
  from: string[],
  into: string[],
): Promise<void> {
  const { rows } = await client.query<{ low: string; high: string; state: string }>(
    `with moved as (select * from unnest($2::uuid[], $3::uuid[]) as moved (from_id, into_id)),
       now as (select low_id, high_id,
           coalesce((select into_id from moved where from_id = low_profile_id), low_profile_id) as low,
           coalesce((select into_id from moved where from_id = high_profile_id), high_profile_id) as high
         from possible_duplicate
         where shop_id = $1 and (low_profile_id = any($2) or high_profile_id = any($2)))
     update possible_duplicate pair set low_profile_id = low, high_profile_id = high,
       state = case when low = high then 'joined' else state end
     from now where pair.shop_id = $1 and pair.low_id = now.low_id and pair.high_id = now.high_id
     returning low, high, state`,
    [shopId, from, into],
  );
  const kept = rows.filter(({ state }) => state === 'kept_apart');
  if (kept.length > 0)
    await saveNotDuplicates(client, shopId, [
      ...into,
      ...kept.flatMap(({ low, high }) => [low, high]),
    ]);
}
