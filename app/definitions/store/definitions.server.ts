import { DEFINITION_KINDS, type DefinitionKind } from '#app/definitions/definition-kind.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import type { DefinitionRow } from './definition-rows.ts';

/** Definitions of each kind that a shop may have. */
export const MOST_DEFINITIONS = 200;

const COLUMNS = `definition.kind, definition.key, live_version as "liveVersion", archived_at as "archivedAt",
  paused_at as "pausedAt", coalesce(archived_at = definition.created_at, false) as "isUnused",
  definition.gallery_version as "galleryVersion", declined_version as "declinedVersion",
  live.name, live.digest, live.gallery_version as "copiedVersion"`;

/** Looked up by its whole key: joined, the planner, which expects one version of the shop, reads all of them for each definition. */
const LIVE = `left join lateral (
    select name, digest, gallery_version from definition_version as version
     where version.shop_id = $1 and version.kind = definition.kind and version.key = definition.key
       and version.version = definition.live_version
     limit 1) as live on true`;

/** The definitions of a shop in the order in which they were made, archived ones too. @param kind null for all */
export async function listDefinitions(
  client: ShopClient,
  shopId: string,
  kind: DefinitionKind | null,
): Promise<DefinitionRow[]> {
  const { rows } = await client.query<DefinitionRow>(
    `select ${COLUMNS} from definition ${LIVE}
      where definition.shop_id = $1 and ($2::text is null or definition.kind = $2)
      order by definition.kind, definition.created_at, definition.key limit $3`,
    [shopId, kind, DEFINITION_KINDS.length * MOST_DEFINITIONS],
  );
  return rows;
}

/** One definition, which no other transaction changes until the caller's ends; undefined when there is none. */
export async function lockDefinition(
  client: ShopClient,
  shopId: string,
  kind: DefinitionKind,
  key: string,
): Promise<DefinitionRow | undefined> {
  const { rows } = await client.query<DefinitionRow>(
    `select ${COLUMNS} from definition ${LIVE}
      where definition.shop_id = $1 and definition.kind = $2 and definition.key = $3 for update of definition`,
    [shopId, kind, key],
  );
  return rows[0];
}

/** Makes a definition without a version; nothing when there is one. @returns whether it was made */
export async function insertDefinition(
  client: ShopClient,
  shopId: string,
  kind: DefinitionKind,
  key: string,
  now: number,
): Promise<boolean> {
  const { rowCount } = await client.query(
    `insert into definition (shop_id, kind, key, created_at) values ($1, $2, $3, $4) on conflict do nothing`,
    [shopId, kind, key, new Date(now)],
  );
  return rowCount === 1;
}

/** Removes a definition that was never published, with its draft; nothing when it was. */
export async function deleteUnpublished(
  client: ShopClient,
  shopId: string,
  kind: DefinitionKind,
  key: string,
): Promise<void> {
  await client.query(
    'delete from definition where shop_id = $1 and kind = $2 and key = $3 and live_version is null',
    [shopId, kind, key],
  );
}

/** Makes a version the live one, and notes which of the gallery it came from; null leaves that as it was. */
export async function setLiveVersion(
  client: ShopClient,
  shopId: string,
  kind: DefinitionKind,
  key: string,
  version: number,
  galleryVersion: number | null,
): Promise<void> {
  await client.query(
    `update definition set live_version = $4, gallery_version = coalesce($5, gallery_version)
      where shop_id = $1 and kind = $2 and key = $3`,
    [shopId, kind, key, version, galleryVersion],
  );
}

/** One that is archived is not paused any more. @param archivedAt epoch milliseconds; null takes it back into use */
export async function setDefinitionArchived(
  client: ShopClient,
  shopId: string,
  kind: DefinitionKind,
  key: string,
  archivedAt: number | null,
): Promise<void> {
  await client.query(
    'update definition set archived_at = $4, paused_at = null where shop_id = $1 and kind = $2 and key = $3',
    [shopId, kind, key, archivedAt === null ? null : new Date(archivedAt)],
  );
}

/** @param pausedAt epoch milliseconds; null lets it go on */
export async function setDefinitionPaused(
  client: ShopClient,
  shopId: string,
  kind: DefinitionKind,
  key: string,
  pausedAt: number | null,
): Promise<void> {
  await client.query(
    'update definition set paused_at = $4 where shop_id = $1 and kind = $2 and key = $3',
    [shopId, kind, key, pausedAt === null ? null : new Date(pausedAt)],
  );
}

/** Notes which version of the gallery is not wanted; null takes that back. */
export async function setDeclinedVersion(
  client: ShopClient,
  shopId: string,
  kind: DefinitionKind,
  key: string,
  galleryVersion: number | null,
): Promise<void> {
  await client.query(
    'update definition set declined_version = $4 where shop_id = $1 and kind = $2 and key = $3',
    [shopId, kind, key, galleryVersion],
  );
}

/** Lets every process read again what the shop works by. */
export async function notePublished(client: ShopClient, shopId: string): Promise<void> {
  await client.query(`update shop set policy_version = nextval('policy_version') where id = $1`, [
    shopId,
  ]);
}
