import type { ShopClient } from '#app/platform/db.server.ts';
import type { Identifier } from '#app/events/event.ts';
import { PERSONAL } from '../identity/match-tokens.ts';

/**
 * Which of some tokens lead to an anonymous profile that has as many events as one may gather.
 * @param mostEvents how many events an anonymous profile gathers
 */
export async function findFullBrowsers(
  client: ShopClient,
  shopId: string,
  tokens: readonly Identifier[],
  mostEvents: number,
): Promise<Identifier[]> {
  const { rows } = await client.query<Identifier>(
    `select wanted.kind, wanted.value from unnest($2::text[], $3::text[]) as wanted (kind, value)
     cross join lateral (select profile_id from identity
       where shop_id = $1 and kind = wanted.kind and value = wanted.value limit 1) as found
     where not exists (select from identity person
         where person.shop_id = $1 and person.profile_id = found.profile_id and person.kind = any($4))
       and (select count(*) from (select from event
         where shop_id = $1 and profile_id = found.profile_id limit $5) as counted) >= $5`,
    [
      shopId,
      tokens.map(({ kind }) => kind),
      tokens.map(({ value }) => value),
      PERSONAL,
      mostEvents,
    ],
  );
  return rows;
}
