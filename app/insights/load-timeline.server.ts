import type { ShopClient } from '#app/db.server.ts';
import type { TimelineEntry } from './timeline-days.ts';
import { timelineEntry, type TimelineRow, type TimelineWords } from './timeline.ts';

/** Told again elsewhere with more to say: the mail by its own row, the order by its birth. */
const TOLD_ELSEWHERE = ['mail.sent', 'order.changed'];

export type Timeline = { entries: TimelineEntry[]; hasMore: boolean };

/**
 * What happened to a person and what Tendril did, newest first.
 * @param limit the most entries to give
 * @param until nothing later than this moment, epoch milliseconds; null gives the newest
 */
export async function loadTimeline(
  client: ShopClient,
  shopId: string,
  profileId: string,
  limit: number,
  money: TimelineWords['money'],
  until: number | null = null,
): Promise<Timeline> {
  const { rows } = await client.query<TimelineRow>(
    `(select 'event' as source, id::text as key, at, kind as what, null as reason, props
        from event
       where shop_id = $1 and profile_id = $2 and kind <> all($4) and at < $5
      order by at desc limit $3)
     union all
     (select 'mail', effect_key, sent_at, template, null, json_build_object('subject', subject)
        from message where shop_id = $1 and profile_id = $2 and sent_at < $5
      order by sent_at desc limit $3)
     union all
     (select 'banner', b.id::text, b.created_at, '', null, b.content::json
        from effect e join banner b on b.shop_id = $1 and b.effect_key = e.key
       where e.shop_id = $1 and e.profile_id = $2 and e.kind = 'banner' and b.created_at < $5
      order by b.created_at desc limit $3)
     union all
     (select 'decision', id::text, at, outcome, reason, facts
        from decision
       where shop_id = $1 and profile_id = $2 and outcome not in ('sent', 'ended') and at < $5
       order by at desc limit $3)
     union all
     (select 'entered', id::text, entered_at, journey_key, null, null
        from journey_run where shop_id = $1 and profile_id = $2 and entered_at < $5
      order by entered_at desc limit $3)
     union all
     (select 'ended', id::text, ended_at, journey_key, end_reason, null
        from journey_run
       where shop_id = $1 and profile_id = $2 and state <> 'failed' and ended_at < $5
       order by ended_at desc limit $3)
     order by at desc, source, key limit $3`,
    // PostgreSQL keeps parts of a millisecond.
    [
      shopId,
      profileId,
      limit + 1,
      TOLD_ELSEWHERE,
      until === null ? 'infinity' : new Date(until + 1),
    ],
  );
  const shown = rows.slice(0, limit);
  const titles = await productTitles(client, shopId, shown);
  const words = { money, productTitle: (id: string) => titles.get(id) ?? null };
  return {
    entries: shown.map((row) => timelineEntry(row, words)),
    hasMore: rows.length > limit,
  };
}

async function productTitles(
  client: ShopClient,
  shopId: string,
  rows: readonly TimelineRow[],
): Promise<Map<string, string>> {
  const viewed = rows.flatMap(({ what, props }) =>
    what === 'product.viewed' && typeof props === 'object' && props !== null && 'productId' in props
      ? [String(props.productId)]
      : [],
  );
  if (viewed.length === 0) return new Map();
  const { rows: products } = await client.query<{ id: string; title: string }>(
    'select id, title from product where shop_id = $1 and id = any($2)',
    [shopId, [...new Set(viewed)]],
  );
  return new Map(products.map(({ id, title }) => [id, title]));
}
