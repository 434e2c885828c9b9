import type { ShopClient } from '#app/platform/db.server.ts';
import type { Predicate } from './predicate.ts';
import { shopSegments } from './ready/shop-segments.ts';
import { referencedCollections } from './reference-problems.ts';
import { resolveReferences } from './resolve-references.ts';
import { isRead } from './shopify-segments.ts';
import { loadCollections } from './store/load-collections.server.ts';
import { loadTimeZone } from './store/load-time-zone.server.ts';
import { loadOwnSegments } from './store/own-segments.server.ts';
import { usedShopifySegments } from './store/shopify-segments.server.ts';
import { withoutUnread } from './without-unread.ts';

/**
 * Puts in the place of what predicates refer to what that is now, as the engine does before it evaluates them.
 * @param asked the predicates that it is for: others may name collections that were not read
 */
export async function loadResolver(
  client: ShopClient,
  shopId: string,
  asked: readonly Predicate[],
): Promise<(predicate: Predicate) => Predicate> {
  const used = await usedShopifySegments(client, shopId);
  const readable = new Set(used.filter(isRead).map(({ key }) => key));
  const own = (await loadOwnSegments(client, shopId)).map((segment) => ({
    ...segment,
    predicate: withoutUnread(segment.predicate, readable),
  }));
  const { predicates: segments } = shopSegments(own);
  const named = [...segments.values(), ...asked].flatMap(referencedCollections);
  const collections = await loadCollections(client, shopId, named);
  const timeZone = await loadTimeZone(client, shopId);
  return (predicate) =>
    resolveReferences(withoutUnread(predicate, readable), { segments, collections, timeZone });
}
