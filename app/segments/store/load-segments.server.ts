import type { ShopClient } from '#app/platform/db.server.ts';
import type { SegmentVersion, StoredSegment } from '#app/segments/stored-segment.ts';

const COLUMNS = `segment.key, segment.name, segment.purpose, segment.version, segment_version.predicate,
  segment.owner, segment.stage, segment.archived_at as "archivedAt", segment.problem`;
const WITH_VERSION = `segment join segment_version
    on segment_version.shop_id = segment.shop_id and segment_version.key = segment.key
   and segment_version.version = segment.version`;

/**
 * The shop's segments as they are now, archived ones as well, by key.
 * @param keys only these; null for all
 */
export async function loadSegments(
  client: ShopClient,
  shopId: string,
  keys: readonly string[] | null = null,
): Promise<Map<string, StoredSegment>> {
  const { rows } = await client.query<StoredSegment>(
    `select ${COLUMNS} from ${WITH_VERSION}
      where segment.shop_id = $1 and ($2::text[] is null or segment.key = any($2)) order by segment.key`,
    [shopId, keys],
  );
  return new Map(rows.map((row) => [row.key, row]));
}

/** All versions of a segment, the newest first. */
export async function loadSegmentVersions(
  client: ShopClient,
  shopId: string,
  key: string,
): Promise<SegmentVersion[]> {
  const { rows } = await client.query<SegmentVersion>(
    `select version, name, purpose, predicate, note, made_by as "madeBy", made_at as "madeAt"
       from segment_version where shop_id = $1 and key = $2 order by version desc`,
    [shopId, key],
  );
  return rows;
}
