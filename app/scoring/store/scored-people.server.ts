import { IS_PERSON } from '#app/profiles/identity/nameless.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import { readInKeyOrder } from '#app/platform/in-key-order.server.ts';
import { savedProfile } from '#app/profiles/profile.ts';
import type { ProfileState } from '#app/profiles/profile-state.ts';

/** A person to be scored; `name` is their address where they gave no name. */
type ScoredPerson = { id: string; name: string | null; state: ProfileState };

/**
 * The next people in the order of their ids.
 * @param after the last one read before; the nil UUID at the beginning
 */
export async function peopleAfter(
  client: ShopClient,
  shopId: string,
  after: string,
  size: number,
): Promise<ScoredPerson[]> {
  const rows = await readInKeyOrder<ScoredPerson>(
    client,
    `select id, coalesce(name, email) as name, state from profile
      where shop_id = $1 and id > $2 and ${IS_PERSON} order by id limit $3`,
    [shopId, after, size],
  );
  return rows.map((row) => ({ ...row, state: savedProfile(row.state) }));
}

/** How many people there are to be scored. */
export async function countScoredPeople(client: ShopClient, shopId: string): Promise<number> {
  const { rows } = await client.query<{ people: number }>(
    `select count(*) as people from profile where shop_id = $1 and ${IS_PERSON}`,
    [shopId],
  );
  return rows[0]?.people ?? 0;
}
