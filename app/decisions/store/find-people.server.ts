import type { ShopClient } from '#app/platform/db.server.ts';

/** People whose decisions are listed when their name is searched for; a longer word finds fewer. */
const MOST_PEOPLE_FOUND = 50;

/**
 * The people with a name or address of which a word begins so.
 * @param prefix in lower case; not empty
 */
export async function findPeopleByWord(
  client: ShopClient,
  shopId: string,
  prefix: string,
): Promise<{ id: string }[]> {
  const { rows } = await client.query<{ id: string }>(
    `select distinct profile_id as id from (
       select profile_id from profile_search where shop_id = $1 and token >= $2 and token < $2 || chr(1114111)
        order by token limit $3) as found`,
    [shopId, prefix, MOST_PEOPLE_FOUND],
  );
  return rows;
}
