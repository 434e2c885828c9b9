import type { ShopClient } from '#app/platform/db.server.ts';
import type { OwnSegment } from '#app/segments/ready/shop-segments.ts';

/** A shop's own segments, and the ready ones that it changed, in their newest version. */
export async function loadOwnSegments(client: ShopClient, shopId: string): Promise<OwnSegment[]> {
  const { rows } = await client.query<OwnSegment>(
    `select segment.key, version.name, version.purpose, segment.version, version.predicate,
            segment.archived_at as "archivedAt", segment.problem
       from segment join segment_version as version on version.shop_id = $1
        and version.key = segment.key and version.version = segment.version
      where segment.shop_id = $1 order by segment.key`,
    [shopId],
  );
  return rows;
}
