import { contentDigest } from '#app/definitions/content-digest.server.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import { shopSegments } from '#app/segments/ready/shop-segments.ts';
import { resolveReferences } from '#app/segments/resolve-references.ts';
import { loadSegments } from '#app/segments/store/load-segments.server.ts';
import { loadTimeZone } from '#app/segments/store/load-time-zone.server.ts';
import { loadOwnSegments } from '#app/segments/store/own-segments.server.ts';
import { segmentsOf } from '#app/segments/stored-segment.ts';

/** The segments that a campaign may go to, with a digest of who each is for: also of the segments that it refers to. */
export async function campaignSegments(
  client: ShopClient,
  shopId: string,
): Promise<{ key: string; name: string; digest: string }[]> {
  const stored = await loadSegments(client, shopId);
  const { predicates: segments } = shopSegments(await loadOwnSegments(client, shopId));
  const timeZone = await loadTimeZone(client, shopId);
  // Which products a collection has changes daily, and is not what the merchant decided.
  const references = { segments, collections: new Map<string, string[]>(), timeZone };
  return segmentsOf(stored).map(({ key, name, predicate }) => {
    const whole = resolveReferences(segments.get(key) ?? predicate, references);
    return { key, name, digest: contentDigest({ predicate: whole }) };
  });
}
