import type { ShopClient } from '#app/db.server.ts';

/** Tables whose rows simply follow their person. */
const FOLLOWING = [
  'identity',
  'event',
  'cart',
  'purchase',
  'journey_run',
  'effect',
  'decision',
  'message',
  'banner',
  'consent',
  'application',
] as const;

/**
 * Moves everything of absorbed profiles to the profile they became part of, and removes them. Their
 * memberships are not moved: the joined profile is assessed anew in the same batch.
 */
export async function saveAbsorbed(
  client: ShopClient,
  shopId: string,
  absorbed: { from: string; into: string }[],
): Promise<void> {
  const [from, into] = [absorbed.map((pair) => pair.from), absorbed.map((pair) => pair.into)];
  for (const table of FOLLOWING) {
    await client.query(
      `update ${table} set profile_id = moved.into_id
       from unnest($2::uuid[], $3::uuid[]) as moved (from_id, into_id)
       where ${table}.shop_id = $1 and ${table}.profile_id = moved.from_id`,
      [shopId, from, into],
    );
  }
  await client.query('delete from profile where shop_id = $1 and id = any($2)', [shopId, from]);
}
