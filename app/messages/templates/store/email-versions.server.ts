import type { VersionRow } from '#app/definitions/store/definition-rows.ts';
import type { ShopClient } from '#app/platform/db.server.ts';

/** Versions of emails by their numbers; one that does not exist is missing. */
export async function selectEmailVersions(
  client: ShopClient,
  shopId: string,
  versions: readonly { key: string; version: number }[],
): Promise<VersionRow[]> {
  const { rows } = await client.query<VersionRow>(
    `select distinct found.key, found.version, found.digest
       from unnest($2::text[], $3::int[]) as wanted (key, version)
       join definition_version as found on found.shop_id = $1 and found.kind = 'email'
        and found.key = wanted.key and found.version = wanted.version`,
    [shopId, versions.map(({ key }) => key), versions.map(({ version }) => version)],
  );
  return rows;
}
