import type { ShopClient } from '#app/platform/db.server.ts';

/** A segment of Shopify's whose members are to be read, or no more to be. */
export type SegmentReading = {
  id: string;
  chosen: boolean;
  reading: number;
  cursor: string | null;
  /** Whether its members are known from an earlier reading. */
  isRead: boolean;
};

/**
 * The segments that were not read since a moment, those whose reading broke off, and those that are not used any more.
 * @param before epoch milliseconds
 */
export async function dueSegmentReadings(
  client: ShopClient,
  shopId: string,
  before: number,
): Promise<SegmentReading[]> {
  const { rows } = await client.query<SegmentReading>(
    `select id, chosen, reading, cursor,
            size is not null and problem is distinct from 'gone' as "isRead" from shopify_segment
      where shop_id = $1 and (read_at is null or read_at <= $2 or cursor is not null or not chosen)
      order by read_at nulls first, id`,
    [shopId, new Date(before)],
  );
  return rows;
}

/** Stores customers whom a reading found. */
export async function saveSegmentMembers(
  client: ShopClient,
  shopId: string,
  { id, reading }: Pick<SegmentReading, 'id' | 'reading'>,
  customerIds: readonly string[],
): Promise<void> {
  await client.query(
    `insert into shopify_segment_member (shop_id, segment_id, customer_id, reading)
     select distinct $1::uuid, $2, customer_id, $4::int from unnest($3::text[]) as customer_id
     on conflict (shop_id, segment_id, customer_id) do update set reading = excluded.reading`,
    [shopId, id, customerIds, reading],
  );
}

/** Saves at which page a reading goes on, and how Shopify names the segment. */
export async function saveSegmentCursor(
  client: ShopClient,
  shopId: string,
  segmentId: string,
  { next, name }: { next: string | null; name: string },
): Promise<void> {
  await client.query(
    'update shopify_segment set cursor = $3, name = $4 where shop_id = $1 and id = $2',
    [shopId, segmentId, next, name],
  );
}

/** Deletes customers whom only readings before one found. */
export async function deleteUnfoundMembers(
  client: ShopClient,
  shopId: string,
  { id, reading }: Pick<SegmentReading, 'id' | 'reading'>,
): Promise<void> {
  await client.query(
    'delete from shopify_segment_member where shop_id = $1 and segment_id = $2 and reading < $3',
    [shopId, id, reading],
  );
}

/** Notes that a reading is complete. `now` is epoch milliseconds. */
export async function completeSegmentReading(
  client: ShopClient,
  shopId: string,
  { id, reading }: Pick<SegmentReading, 'id' | 'reading'>,
  problem: 'gone' | null,
  now: number,
): Promise<void> {
  await client.query(
    `update shopify_segment set read_at = $3, problem = $4, cursor = null, reading = $5,
       size = (select count(*) from shopify_segment_member where shop_id = $1 and segment_id = $2)
      where shop_id = $1 and id = $2`,
    [shopId, id, new Date(now), problem, reading + 1],
  );
}

/** Deletes all customers of a segment. */
export async function deleteSegmentMembers(
  client: ShopClient,
  shopId: string,
  segmentId: string,
): Promise<void> {
  await client.query('delete from shopify_segment_member where shop_id = $1 and segment_id = $2', [
    shopId,
    segmentId,
  ]);
}

/** Deletes a segment that is not used any more. */
export async function deleteReleasedSegment(
  client: ShopClient,
  shopId: string,
  segmentId: string,
): Promise<void> {
  await client.query('delete from shopify_segment where shop_id = $1 and id = $2 and not chosen', [
    shopId,
    segmentId,
  ]);
}

/** Notes that Shopify does not let the app read segments. `now` is epoch milliseconds. */
export async function markSegmentsDenied(
  client: ShopClient,
  shopId: string,
  segmentIds: readonly string[],
  now: number,
): Promise<void> {
  await client.query(
    `update shopify_segment set problem = 'denied', read_at = coalesce(read_at, $3)
      where shop_id = $1 and id = any($2)`,
    [shopId, segmentIds, new Date(now)],
  );
}

/** The next reading of a segment begins with the first page. */
export async function restartSegmentReading(
  client: ShopClient,
  shopId: string,
  segmentId: string,
): Promise<void> {
  await client.query(
    'update shopify_segment set cursor = null, reading = reading + 1 where shop_id = $1 and id = $2',
    [shopId, segmentId],
  );
}
