import type { ShopClient } from '#app/platform/db.server.ts';
import { dayAfter } from '#app/lib/shop-day.ts';
import type { SegmentDay } from '#app/segments/page/segment-health.ts';

/**
 * The days of segments before today, the oldest first.
 * @param keys the segments
 * @param today the shop's day, such as 2026-11-21
 */
export async function segmentDays(
  client: ShopClient,
  shopId: string,
  keys: readonly string[],
  days: number,
  today: string,
): Promise<Map<string, SegmentDay[]>> {
  const { rows } = await client.query<SegmentDay & { key: string }>(
    `select segment_key as key, day::text, size, entered, gone from segment_day
      where shop_id = $1 and segment_key = any($2) and day > $3 and day <= $4
      order by segment_key, day`,
    [shopId, keys, dayAfter(today, -days), today],
  );
  const byKey = new Map<string, SegmentDay[]>();
  for (const { key: segment, ...day } of rows) {
    byKey.set(segment, [...(byKey.get(segment) ?? []), day]);
  }
  return byKey;
}

/**
 * Counts, for days of the shop from `since` to before `till`, how many were in each segment at the end and how many
 * came and went, in place of what was counted before.
 */
export async function insertSegmentDays(
  client: ShopClient,
  shopId: string,
  days: readonly { day: string; since: Date; till: Date }[],
): Promise<void> {
  await client.query(
    `insert into segment_day (shop_id, segment_key, day, size, entered, gone)
     select $1, segment_key, day,
       count(*) filter (where left_at is null or left_at >= till),
       count(*) filter (where entered_at >= since),
       count(*) filter (where left_at < till)
     from unnest($2::date[], $3::timestamptz[], $4::timestamptz[]) as ended (day, since, till), membership
     where membership.shop_id = $1 and entered_at < till and (left_at is null or left_at >= since)
     group by segment_key, day
     on conflict (shop_id, segment_key, day) do update
       set size = excluded.size, entered = excluded.entered, gone = excluded.gone`,
    [
      shopId,
      days.map(({ day }) => day),
      days.map(({ since }) => since),
      days.map(({ till }) => till),
    ],
  );
}
