import { differenceBetween } from '#app/definitions/definition-difference.ts';
import { newestOf, type DefinitionKind } from '#app/definitions/definition-kind.ts';
import { offeredUpdate } from '#app/definitions/gallery-update.ts';
import { liveVersions, readVersions } from '#app/definitions/read-versions.server.ts';
import type { DefinitionRow } from '#app/definitions/store/definition-rows.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import type { AvailableUpdate } from './available-update.ts';
import { namesOf } from './load-names.server.ts';
import { galleryKindOf, type GalleryKind } from './registry.ts';

/**
 * The updates of the gallery that a shop may take for its definitions of a kind.
 * @param rows all definitions of the shop
 * @param gallery what ships of the kind; that of the app unless given
 */
export async function availableUpdates(
  client: ShopClient,
  shopId: string,
  kind: DefinitionKind,
  rows: readonly DefinitionRow[],
  { record, items }: GalleryKind<{ name: string }> = galleryKindOf(kind),
): Promise<AvailableUpdate[]> {
  const names = namesOf(rows);
  const updates: AvailableUpdate[] = [];
  for (const row of rows.filter((one) => one.kind === kind)) {
    const item = items.find(({ key }) => key === row.key);
    const offered = offeredUpdate(row, item);
    if (!item || !offered) continue;
    const [live] = await readVersions(client, shopId, record, liveVersions([row]));
    const before = live ? record.parts(live.content, names) : [];
    const changes = differenceBetween(before, record.parts(newestOf(item).content, names));
    const { key, name, liveVersion: version } = row;
    updates.push({ ...offered, kind, key, name: name ?? key, version: version ?? 0, changes });
  }
  return updates;
}
