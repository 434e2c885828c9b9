import type { ShopClient } from '#app/platform/db.server.ts';
import { takeLock } from '#app/platform/take-lock.server.ts';
import type { FunnelStage } from './ready/funnel-stage.ts';
import type { Predicate, Segment } from './predicate.ts';
import { READY_SEGMENTS } from './ready/ready-segments.ts';

/** A segment that the shop made, or a ready one that it changed. */
export type StoredSegment = Segment & {
  owner: string | null;
  stage: FunnelStage | null;
  /** Epoch milliseconds; null while it is in use. */
  archivedAt: number | null;
  /** Why it has no members although its predicate has. */
  problem: string | null;
};

/** One version of a segment. */
export type SegmentVersion = {
  version: number;
  name: string;
  purpose: string;
  predicate: Predicate;
  note: string;
  madeBy: string;
  /** Epoch milliseconds. */
  madeAt: number;
};

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

/**
 * As `loadSegments`, for a caller that changes one: the shop's segments change one at a time, because two changes at
 * once could make a circle that neither of them sees.
 */
export async function lockSegments(
  client: ShopClient,
  shopId: string,
): Promise<Map<string, StoredSegment>> {
  await takeLock(client, 'segments', shopId);
  return await loadSegments(client, shopId);
}

/** The segments in use: those stored and not archived, and the ready ones that the shop never changed. */
export function segmentsOf(
  stored: ReadonlyMap<string, StoredSegment>,
): Pick<Segment, 'key' | 'name' | 'predicate'>[] {
  const own = [...stored.values()].filter(({ archivedAt }) => archivedAt === null);
  return [...READY_SEGMENTS.filter(({ key }) => !stored.has(key)), ...own];
}
