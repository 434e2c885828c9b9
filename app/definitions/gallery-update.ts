import { newestOf, type GalleryItem } from './definition-kind.ts';
import type { DefinitionRow } from './store/definition-rows.ts';

/** An update of the gallery that a shop may take. */
export type OfferedUpdate = {
  galleryVersion: number;
  /** Whether the live version is the shop's own, so that the update would replace what it changed. */
  replacesChanges: boolean;
};

/** The update that is offered for a definition; null when it is up to date, archived, its own, or was declined. */
export function offeredUpdate<Content>(
  row: Pick<DefinitionRow, 'archivedAt' | 'galleryVersion' | 'declinedVersion' | 'copiedVersion'>,
  item: GalleryItem<Content> | undefined,
): OfferedUpdate | null {
  if (!item || row.galleryVersion === null || row.archivedAt !== null) return null;
  const { galleryVersion } = newestOf(item);
  if (galleryVersion <= row.galleryVersion || galleryVersion === row.declinedVersion) return null;
  return { galleryVersion, replacesChanges: row.copiedVersion !== row.galleryVersion };
}
