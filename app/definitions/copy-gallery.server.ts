import type { ShopClient } from '#app/platform/db.server.ts';
import { contentDigest } from './content-digest.server.ts';
import type { DefinitionKindRecord, GalleryItem } from './definition-kind.ts';
import type { DefinitionRow } from './store/definition-rows.ts';
import { copyDefinitions, copyVersions } from './store/copy-gallery.server.ts';
import { listDefinitions } from './store/definitions.server.ts';

/**
 * Copies what a shop lacks of the gallery into it: at its installation, and when a later version of the app ships more.
 * What it has already stays as it is, so that repeating it changes nothing.
 * @param rows the definitions of the shop, of this kind at least
 * @returns whether something was missing
 */
export async function copyMissing<Content extends { name: string }>(
  client: ShopClient,
  shopId: string,
  { kind }: Pick<DefinitionKindRecord<Content>, 'kind'>,
  gallery: readonly GalleryItem<Content>[],
  rows: readonly Pick<DefinitionRow, 'kind' | 'key'>[],
): Promise<boolean> {
  const known = new Set(rows.flatMap((row) => (row.kind === kind ? [row.key] : [])));
  const versions = gallery
    .filter(({ key }) => !known.has(key))
    .flatMap(({ key, isCopiedArchived = false, versions: all }) =>
      all.map(({ galleryVersion: version, content }) => {
        const digest = contentDigest(content);
        return { key, version, name: content.name, content, digest, isArchived: isCopiedArchived };
      }),
    );
  if (versions.length === 0) return false;
  await copyDefinitions(client, shopId, kind, versions);
  await copyVersions(client, shopId, kind, versions);
  return true;
}

/** The definitions of one kind that a shop has, with what ships with the app. */
export async function shopDefinitions<Content extends { name: string }>(
  client: ShopClient,
  shopId: string,
  record: Pick<DefinitionKindRecord<Content>, 'kind'>,
  gallery: readonly GalleryItem<Content>[],
): Promise<DefinitionRow[]> {
  const rows = await listDefinitions(client, shopId, record.kind);
  if (!(await copyMissing(client, shopId, record, gallery, rows))) return rows;
  return await listDefinitions(client, shopId, record.kind);
}
