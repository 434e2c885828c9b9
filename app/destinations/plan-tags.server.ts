import type { ShopClient } from '#app/platform/db.server.ts';
import { shareSegmentTags } from './store/segment-tags.server.ts';
import { addTagEffects } from './store/tag-effects.server.ts';

/** Whose tags are compared: some people's after something happened to them, or all of a segment. */
export type TagScope = { profileIds: readonly string[] } | { segmentKey: string };

/**
 * Compares who is in the segments that are synced with a tag with the customers Tendril tagged, and puts
 * the differences into the outbox, in the caller's transaction. What waits there already is not doubled: the key
 * names the entry into the segment, or the moment the tag was put, that it is about. People without a customer
 * id in Shopify cannot carry a tag.
 * @param now epoch milliseconds
 * @returns how many tags are to be put or taken
 */
export async function planTags(
  client: ShopClient,
  shopId: string,
  scope: TagScope,
  now: number,
): Promise<number> {
  // The lock makes a tag that is completed meanwhile, and this, see each other.
  if ((await shareSegmentTags(client, shopId)) === 0) return 0;
  const [people, segment] =
    'segmentKey' in scope ? [null, scope.segmentKey] : [scope.profileIds, null];
  if (people?.length === 0) return 0;
  return await addTagEffects(client, shopId, { people, segment }, now);
}
