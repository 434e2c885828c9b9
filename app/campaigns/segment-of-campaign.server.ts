import { contentDigest } from '#app/definitions/content-digest.server.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import { loadSegments } from '#app/segments/store/load-segments.server.ts';
import { segmentsOf } from '#app/segments/stored-segment.ts';

/** The segments that a campaign may go to, with a digest of who each is for. */
export async function campaignSegments(
  client: ShopClient,
  shopId: string,
): Promise<{ key: string; name: string; digest: string }[]> {
  const stored = await loadSegments(client, shopId);
  return segmentsOf(stored).map(({ key, name, predicate }) => {
    return { key, name, digest: contentDigest({ predicate }) };
  });
}
