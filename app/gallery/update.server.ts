import { recordAudit } from '#app/audit/record-audit.server.ts';
import {
  isPublishable,
  newestOf,
  type DefinitionKind,
  type DefinitionNames,
} from '#app/definitions/definition-kind.ts';
import type { UpdateOutcome } from '#app/definitions/definition-outcome.ts';
import { offeredUpdate } from '#app/definitions/gallery-update.ts';
import { lockForChange, makeLive } from '#app/definitions/publish-draft.server.ts';
import { lockDefinition, setDeclinedVersion } from '#app/definitions/store/definitions.server.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import { galleryKindOf, type GalleryKind } from './registry.ts';

/** The update that was seen, and what it was offered for. */
export type SeenUpdate = {
  kind: DefinitionKind;
  key: string;
  galleryVersion: number;
  /** The live version that was seen. */
  base: number;
};

/**
 * Makes the newest version of the gallery the next version of the shop's definition, and that the live one.
 * @param gallery what ships of the kind; that of the app unless given
 */
export async function takeUpdate(
  client: ShopClient,
  shopId: string,
  { kind, key, galleryVersion, base }: SeenUpdate,
  names: DefinitionNames,
  by: string,
  now: number,
  { record, items }: GalleryKind<{ name: string }> = galleryKindOf(kind),
): Promise<UpdateOutcome> {
  const known = await lockForChange(client, shopId, record, key);
  const item = items.find((one) => one.key === key);
  if (!known || !item) return { outcome: 'not_found' };
  const offered = offeredUpdate({ ...known, declinedVersion: null }, item);
  if (offered?.galleryVersion !== galleryVersion || known.liveVersion !== base)
    return { outcome: 'conflict' };
  const { content } = newestOf(item);
  const problems = record.problems(content, names);
  if (!isPublishable(problems)) return { outcome: 'invalid', problems };
  const change = { content, galleryVersion, by, action: 'updated_from_gallery' };
  const version = await makeLive(client, shopId, record, known, change, now);
  return { outcome: 'updated', version };
}

/**
 * Keeps the live version: this update is not offered again, the next one is.
 * @param gallery what ships of the kind; that of the app unless given
 */
export async function declineUpdate(
  client: ShopClient,
  shopId: string,
  { kind, key, galleryVersion }: Pick<SeenUpdate, 'kind' | 'key' | 'galleryVersion'>,
  by: string,
  now: number,
  { items }: Pick<GalleryKind<{ name: string }>, 'items'> = galleryKindOf(kind),
): Promise<UpdateOutcome> {
  const known = await lockDefinition(client, shopId, kind, key);
  const item = items.find((one) => one.key === key);
  if (!known || !item) return { outcome: 'not_found' };
  const offered = offeredUpdate({ ...known, declinedVersion: null }, item);
  if (offered?.galleryVersion !== galleryVersion) return { outcome: 'conflict' };
  await setDeclinedVersion(client, shopId, kind, key, galleryVersion);
  await noteOffer(client, shopId, { kind, key, galleryVersion }, by, now, 'update_declined');
  return { outcome: 'declined', kind, key, galleryVersion };
}

/** Offers a declined update again. */
export async function offerAgain(
  client: ShopClient,
  shopId: string,
  { kind, key, galleryVersion }: Pick<SeenUpdate, 'kind' | 'key' | 'galleryVersion'>,
  by: string,
  now: number,
): Promise<UpdateOutcome> {
  const known = await lockDefinition(client, shopId, kind, key);
  if (known?.declinedVersion !== galleryVersion) return { outcome: 'not_found' };
  await setDeclinedVersion(client, shopId, kind, key, null);
  await noteOffer(client, shopId, { kind, key, galleryVersion }, by, now, 'update_offered_again');
  return { outcome: 'offered' };
}

async function noteOffer(
  client: ShopClient,
  shopId: string,
  { kind, key, galleryVersion }: Pick<SeenUpdate, 'kind' | 'key' | 'galleryVersion'>,
  actor: string,
  now: number,
  action: string,
): Promise<void> {
  const entry = { actor, action: `${kind}.${action}`, subject: `${kind}:${key}`, before: null };
  await recordAudit(client, shopId, { ...entry, after: { galleryVersion } }, now);
}
