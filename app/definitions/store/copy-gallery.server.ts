import type { DefinitionKind } from '#app/definitions/definition-kind.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import { rowsParameter } from '#app/platform/write-rows.server.ts';

/** A version of the gallery for a shop, under the number that it has in the gallery. */
export type CopiedVersion = {
  key: string;
  version: number;
  name: string;
  content: object;
  digest: string;
  /** Whether its definition is not in use at first. */
  isArchived: boolean;
};

const COPY_DEFINITIONS = `
  with item as (
    select key, max(version) as newest, bool_or(archived) as archived
      from json_to_recordset($2) as one (key text, version int, archived boolean)
     group by key)
  insert into definition (shop_id, kind, key, live_version, archived_at, gallery_version, created_at)
  select $1, $3, item.key, newest,
         -- What a later version of the app adds starts no run before the merchant wants it.
         case when archived or $3 = 'journey' and exists (
           select from definition where shop_id = $1 and kind = 'journey') then installed_at end,
         newest, installed_at
    from item join shop on shop.id = $1
   order by item.key
  on conflict do nothing`;

const COPY_VERSIONS = `
  insert into definition_version
    (shop_id, kind, key, version, name, content, digest, gallery_version, created_at)
  select $1, $3, one.key, one.version, one.name, one.content, one.digest, one.version, installed_at
    from json_to_recordset($2) as one (key text, version int, name text, content json, digest text)
    join shop on shop.id = $1
   order by one.key, one.version
  on conflict do nothing`;

/** Makes the definitions of items that a shop does not have. Repeating it changes nothing. */
export async function copyDefinitions(
  client: ShopClient,
  shopId: string,
  kind: DefinitionKind,
  versions: readonly CopiedVersion[],
): Promise<void> {
  const rows = versions.map(({ key, version, isArchived: archived }) => ({
    key,
    version,
    archived,
  }));
  await client.query(COPY_DEFINITIONS, [shopId, rowsParameter(COPY_DEFINITIONS, rows), kind]);
}

/** Writes the versions of items that a shop does not have, those that only earlier runs are on too. */
export async function copyVersions(
  client: ShopClient,
  shopId: string,
  kind: DefinitionKind,
  versions: readonly CopiedVersion[],
): Promise<void> {
  await client.query(COPY_VERSIONS, [shopId, rowsParameter(COPY_VERSIONS, versions), kind]);
}
