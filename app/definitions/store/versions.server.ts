import type { DefinitionKind } from '#app/definitions/definition-kind.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import type { VersionRow } from './definition-rows.ts';

/** A version to be published. */
export type NewVersion = {
  name: string;
  content: object;
  digest: string;
  galleryVersion: number | null;
  author: string;
};

/** Writes the next version of a definition that the caller has locked. @returns its number */
export async function insertVersion(
  client: ShopClient,
  shopId: string,
  kind: DefinitionKind,
  key: string,
  { name, content, digest, galleryVersion, author }: NewVersion,
  now: number,
): Promise<number> {
  const { rows } = await client.query<{ version: number }>(
    `insert into definition_version
       (shop_id, kind, key, version, name, content, digest, gallery_version, author, created_at)
     select $1, $2, $3, coalesce(max(version), 0) + 1, $4, $5, $6, $7, $8, $9
       from definition_version where shop_id = $1 and kind = $2 and key = $3
     returning version`,
    [
      shopId,
      kind,
      key,
      name,
      JSON.stringify(content),
      digest,
      galleryVersion,
      author,
      new Date(now),
    ],
  );
  const [row] = rows;
  if (!row) throw new Error(`The version of ${kind} ${key} was not written.`);
  return row.version;
}

/** The contents of versions of one kind; one that does not exist is missing. */
export async function readContents(
  client: ShopClient,
  shopId: string,
  kind: DefinitionKind,
  versions: readonly { key: string; version: number }[],
): Promise<{ digest: string; content: unknown }[]> {
  const { rows } = await client.query<{ digest: string; content: unknown }>(
    `select digest, content
       from unnest($3::text[], $4::int[]) as wanted (key, version)
      cross join lateral (
        select digest, content from definition_version
         where shop_id = $1 and kind = $2 and key = wanted.key and version = wanted.version
         limit 1) as found`,
    [shopId, kind, versions.map(({ key }) => key), versions.map(({ version }) => version)],
  );
  return rows;
}

/** A version in the history of a definition. */
export type ListedVersion = VersionRow & {
  name: string;
  /** Null for a copy of what ships with the app. */
  author: string | null;
  galleryVersion: number | null;
  /** Epoch milliseconds. */
  createdAt: number;
  isLive: boolean;
};

/** More versions than a merchant publishes of one definition; earlier ones are not listed. */
const MOST_LISTED = 1_000;

/** The versions of a definition, the newest first, at most `limit`. */
export async function listVersions(
  client: ShopClient,
  shopId: string,
  kind: DefinitionKind,
  key: string,
  limit = MOST_LISTED,
): Promise<ListedVersion[]> {
  const { rows } = await client.query<ListedVersion>(
    `select found.key, found.version, found.digest, found.name, author, found.gallery_version as "galleryVersion",
            found.created_at as "createdAt", coalesce(found.version = live_version, false) as "isLive"
       from definition_version as found
       join definition on definition.shop_id = $1 and definition.kind = found.kind and definition.key = found.key
      where found.shop_id = $1 and found.kind = $2 and found.key = $3
      order by found.version desc limit $4`,
    [shopId, kind, key, limit],
  );
  return rows;
}
