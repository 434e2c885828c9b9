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
      cross join lateral (
        select key, version, digest from definition_version
         where shop_id = $1 and kind = 'email' and key = wanted.key and version = wanted.version
         limit 1) as found`,
    [shopId, versions.map(({ key }) => key), versions.map(({ version }) => version)],
  );
  return rows;
}
