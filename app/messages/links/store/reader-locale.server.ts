import type { ShopClient } from '#app/platform/db.server.ts';

/** The language of a person as the profile has it; null when it is not known or there is no such person. */
export async function findLocale(
  client: ShopClient,
  shopId: string,
  profileId: string,
): Promise<string | null> {
  const { rows } = await client.query<{ locale: string | null }>(
    `select state #>> '{locale,value}' as locale from profile where shop_id = $1 and id = $2`,
    [shopId, profileId],
  );
  return rows[0]?.locale ?? null;
}
