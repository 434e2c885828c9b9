import { consentColumns, type ConsentColumns } from '#app/consent/consent-columns.ts';
import { preferenceColumns, type PreferenceColumns } from '#app/consent/preference-columns.ts';
import type { ShopClient } from '#app/platform/db.server.ts';

/** What addresses agreed to and chose, and what stops mail to them, by address; nulls where nothing is known. */
export async function selectMailConsents(
  client: ShopClient,
  shopId: string,
  addresses: readonly string[],
): Promise<Map<string, ConsentColumns & PreferenceColumns>> {
  const { rows } = await client.query<ConsentColumns & PreferenceColumns & { address: string }>(
    `select wanted.address, ${consentColumns('ac', 's')}, ${preferenceColumns('chosen')}
       from unnest($2::text[]) as wanted (address)
       left join address_consent ac on ac.shop_id = $1 and ac.channel = 'email' and ac.address = wanted.address
       left join suppression s on s.shop_id = $1 and s.address = wanted.address
       left join reader_preference chosen on chosen.shop_id = $1 and chosen.address = wanted.address`,
    [shopId, [...new Set(addresses)]],
  );
  return new Map(rows.map(({ address, ...consent }) => [address, consent]));
}
