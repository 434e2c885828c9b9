import { recordAudit } from '#app/audit/record-audit.server.ts';
import type { ShopClient } from '#app/platform/db.server.ts';
import { enqueueJob } from '#app/queue/queue.server.ts';
import { readFigures } from '#app/roll-ups/read-figures.server.ts';
import { sumOfCounts } from '#app/roll-ups/sum-of.ts';
import type { SegmentTag, TagOutcome } from './segment-tags.ts';
import { readTagName } from './tag-name.ts';

/** The tag of a segment; null when it has none. */
export async function segmentTag(
  client: ShopClient,
  shopId: string,
  segmentKey: string,
): Promise<SegmentTag | null> {
  const { rows } = await client.query<Pick<SegmentTag, 'tag' | 'enabled'>>(
    'select tag, kept as enabled from segment_tag where shop_id = $1 and segment_key = $2',
    [shopId, segmentKey],
  );
  if (!rows[0]) return null;
  const figures = await readFigures(
    client,
    shopId,
    ['tags', 'tags.ready', 'tags.failed'],
    0,
    segmentKey,
  );
  const of = (name: string) => sumOfCounts(figures, ({ figure }) => figure === name);
  return {
    ...rows[0],
    customers: of('tags'),
    pending: of('tags.ready'),
    refused: of('tags.failed'),
  };
}

/**
 * Syncs a segment with a customer tag from now on: all its members get the tag in the background.
 * @param name the tag as the user typed it
 * @param now epoch milliseconds
 */
export async function enableTag(
  client: ShopClient,
  shopId: string,
  { segmentKey, name }: { segmentKey: string; name: string },
  actor: string,
  now: number,
): Promise<TagOutcome> {
  const read = readTagName(name);
  if ('problem' in read) return { outcome: 'invalid', problem: read.problem };
  const { tag } = read;
  const { rows: taken } = await client.query<{ segment_key: string }>(
    `select segment_key from segment_tag
      where shop_id = $1 and lower(tag) = lower($2) and segment_key <> $3`,
    [shopId, tag, segmentKey],
  );
  if (taken[0]) return { outcome: 'taken', segmentKey: taken[0].segment_key };
  const { rows } = await client.query<{ tag: string }>(
    `insert into segment_tag (shop_id, segment_key, tag, kept, changed_by, changed_at)
     values ($1, $2, $3, true, $4, $5)
     on conflict (shop_id, segment_key) do update set kept = true, compared_at = null,
       changed_by = excluded.changed_by, changed_at = excluded.changed_at
       where segment_tag.tag = excluded.tag and not segment_tag.kept
     returning tag`,
    [shopId, segmentKey, tag, actor, new Date(now)],
  );
  if (rows.length === 0) {
    const known = await segmentTag(client, shopId, segmentKey);
    if (known?.tag !== tag) return { outcome: 'other_tag', tag: known?.tag ?? tag };
    return { outcome: 'enabled', tag };
  }
  const change = { action: 'segment.tag_kept', before: null, after: { tag } };
  await recordAudit(client, shopId, { actor, subject: `segment:${segmentKey}`, ...change }, now);
  await enqueueJob(client, shopId, 'audiences');
  return { outcome: 'enabled', tag };
}

/**
 * Ends it: the tag is taken, in the background, from all customers who have it from Tendril.
 * @returns whether there was one to end
 */
export async function disableTag(
  client: ShopClient,
  shopId: string,
  segmentKey: string,
  actor: string,
  now: number,
): Promise<boolean> {
  const { rows } = await client.query<{ tag: string }>(
    `update segment_tag set kept = false, compared_at = null, changed_by = $3, changed_at = $4
      where shop_id = $1 and segment_key = $2 and kept returning tag`,
    [shopId, segmentKey, actor, new Date(now)],
  );
  const [ended] = rows;
  if (!ended) return false;
  const change = { action: 'segment.tag_ended', before: { tag: ended.tag }, after: null };
  await recordAudit(client, shopId, { actor, subject: `segment:${segmentKey}`, ...change }, now);
  await enqueueJob(client, shopId, 'audiences');
  return true;
}
