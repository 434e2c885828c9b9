import type { ShopClient } from '#app/platform/db.server.ts';
import type { SegmentTag } from '#app/destinations/segment-tags.ts';

/** The tag of a segment; null when it has none. */
export async function storedTag(
  client: ShopClient,
  shopId: string,
  segmentKey: string,
): Promise<Pick<SegmentTag, 'tag' | 'enabled'> | null> {
  const { rows } = await client.query<Pick<SegmentTag, 'tag' | 'enabled'>>(
    'select tag, kept as enabled from segment_tag where shop_id = $1 and segment_key = $2',
    [shopId, segmentKey],
  );
  return rows[0] ?? null;
}

/** The other segment that a tag, in capitals or not, is of; null when it is of none. */
export async function holderOfTag(
  client: ShopClient,
  shopId: string,
  tag: string,
  segmentKey: string,
): Promise<string | null> {
  const { rows } = await client.query<{ segment_key: string }>(
    `select segment_key from segment_tag
      where shop_id = $1 and lower(tag) = lower($2) and segment_key <> $3`,
    [shopId, tag, segmentKey],
  );
  return rows[0]?.segment_key ?? null;
}

/**
 * Gives a segment its tag, or back its tag that was ended.
 * @param now epoch milliseconds
 * @returns false when it has that tag, or another one
 */
export async function openSegmentTag(
  client: ShopClient,
  shopId: string,
  { segmentKey, tag }: { segmentKey: string; tag: string },
  actor: string,
  now: number,
): Promise<boolean> {
  const { rowCount } = await client.query(
    `insert into segment_tag (shop_id, segment_key, tag, kept, changed_by, changed_at)
     values ($1, $2, $3, true, $4, $5)
     on conflict (shop_id, segment_key) do update set kept = true, compared_at = null,
       changed_by = excluded.changed_by, changed_at = excluded.changed_at
       where segment_tag.tag = excluded.tag and not segment_tag.kept`,
    [shopId, segmentKey, tag, actor, new Date(now)],
  );
  return rowCount === 1;
}

/**
 * Ends the tag of a segment.
 * @param now epoch milliseconds
 * @returns the tag; null when there was none to end
 */
export async function closeSegmentTag(
  client: ShopClient,
  shopId: string,
  segmentKey: string,
  actor: string,
  now: number,
): Promise<string | null> {
  const { rows } = await client.query<{ tag: string }>(
    `update segment_tag set kept = false, compared_at = null, changed_by = $3, changed_at = $4
      where shop_id = $1 and segment_key = $2 and kept returning tag`,
    [shopId, segmentKey, actor, new Date(now)],
  );
  return rows[0]?.tag ?? null;
}

/**
 * Holds the tags of a shop until the transaction ends, so that no tag is completed meanwhile unseen.
 * @returns how many there are
 */
export async function shareSegmentTags(client: ShopClient, shopId: string): Promise<number> {
  const { rowCount } = await client.query('select from segment_tag where shop_id = $1 for share', [
    shopId,
  ]);
  return rowCount ?? 0;
}

/** Holds the tags of a shop until the transaction ends, so that none are compared meanwhile. */
export async function lockSegmentTags(client: ShopClient, shopId: string): Promise<void> {
  await client.query('select from segment_tag where shop_id = $1 for update', [shopId]);
}

/** The keys of the segments whose tags were last compared before a moment (epoch milliseconds), or never. */
export async function dueSegmentTags(
  client: ShopClient,
  shopId: string,
  before: number,
): Promise<string[]> {
  const { rows } = await client.query<{ key: string }>(
    `select segment_key as key from segment_tag
      where shop_id = $1 and (compared_at is null or compared_at <= $2) order by segment_key`,
    [shopId, new Date(before)],
  );
  return rows.map(({ key }) => key);
}

/** Notes that all of a segment was compared; `now` is epoch milliseconds. */
export async function noteCompared(
  client: ShopClient,
  shopId: string,
  segmentKey: string,
  now: number,
): Promise<void> {
  await client.query(
    'update segment_tag set compared_at = $3 where shop_id = $1 and segment_key = $2',
    [shopId, segmentKey, new Date(now)],
  );
}

/** Deletes the tags that are turned off, once the last of them was taken from its customer. */
export async function deleteEndedTags(client: ShopClient, shopId: string): Promise<void> {
  await client.query(
    `delete from segment_tag t where shop_id = $1 and not kept and compared_at is not null
       and not exists (select from customer_tag where shop_id = $1 and segment_key = t.segment_key)`,
    [shopId],
  );
}
